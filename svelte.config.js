/** Svelte: runes everywhere; styles leave the components as one file, so that the content security policy needs no exception. */
export default {
  compilerOptions: { runes: true },
};

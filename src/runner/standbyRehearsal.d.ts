/** Read when the page is built: see src/tools/build. */
declare module 'standby:rehearsal' {
  import type { Scenario } from '../scenario/schema.ts';
  const small: Scenario;
  export default small;
}

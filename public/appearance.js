/*
 * Before anything is drawn, so that nothing flashes: what somebody has chosen on this device, which
 * src/app/surroundings.svelte.ts keeps.
 */
for (const name of ['appearance', 'motion']) {
  try {
    const chosen = localStorage.getItem('standby-' + name);
    if (chosen) document.documentElement.setAttribute('data-' + name, chosen);
  } catch {
    // A browser that keeps nothing: as the device is.
  }
}

// Until the style sheets are there, the browser paints the ground by this.
const appearance = document.documentElement.dataset.appearance;
if (appearance) document.querySelector('meta[name=color-scheme]').content = appearance;

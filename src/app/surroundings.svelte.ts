/**
 * How the page fits its surroundings: light or dark, with movement or without. As the device asks, unless somebody
 * chooses; kept on this device. Style sheets read the attributes of the root, which `public/appearance.js` sets from what
 * was kept before anything is drawn.
 */
import { MediaQuery } from 'svelte/reactivity';

const CHOICES = { appearance: ['light', 'dark'], motion: ['less'] } as const;
type Name = keyof typeof CHOICES;
export type Choice<N extends Name> = 'device' | (typeof CHOICES)[N][number];

class Surroundings {
  #appearance = $state(chosen('appearance'));
  #motion = $state(chosen('motion'));
  #lessAsked = new MediaQuery('prefers-reduced-motion: reduce', false);

  get appearance(): Choice<'appearance'> {
    return this.#appearance;
  }
  set appearance(choice) {
    this.#appearance = choice;
    apply('appearance', choice);
  }

  get motion(): Choice<'motion'> {
    return this.#motion;
  }
  set motion(choice) {
    this.#motion = choice;
    apply('motion', choice);
  }

  /** Nothing may move by itself. */
  get still(): boolean {
    return this.#motion === 'less' || this.#lessAsked.current;
  }
}

/** What stands at the root of the page; anything else that may have been kept counts for nothing. */
function chosen<N extends Name>(name: N): Choice<N> {
  const kept = document.documentElement.getAttribute(`data-${name}`);
  return CHOICES[name].find((choice) => choice === kept) ?? 'device';
}

function apply(name: Name, choice: string): void {
  const root = document.documentElement;
  if (choice === 'device') root.removeAttribute(`data-${name}`);
  else root.setAttribute(`data-${name}`, choice);
  try {
    if (choice === 'device') localStorage.removeItem(`standby-${name}`);
    else localStorage.setItem(`standby-${name}`, choice);
  } catch {
    // A browser that keeps nothing: it holds until the page is closed.
  }
}

export const surroundings = new Surroundings();

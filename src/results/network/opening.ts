/** What opening and closing does to the map: boxes of sites, and the services that are not time-critical. */
import { foldOf, foldWith, openedFor, type Fold } from './folds.ts';
import { FEW_SERVICES, servicesOf } from './map.ts';
import type { Network } from './network.ts';

export interface Change {
  /** Of the button that makes it. */
  readonly text: string;
  readonly open: ReadonlySet<string>;
}

/** What can be opened or closed at a part of the map; undefined when nothing can. */
export function changeAt(
  network: Network,
  folds: readonly Fold[],
  opened: ReadonlySet<string>,
  id: string,
): Change | undefined {
  const [kind = '', name = ''] = id.split(':') as [string?, string?];
  const adding = (one: string): ReadonlySet<string> => new Set([...opened, one]);
  const without = (one: string): ReadonlySet<string> => new Set([...opened].filter((other) => other !== one));
  if (kind === 'more' || kind === 'services' || kind === 'service') {
    const template = name.split('/')[0]!;
    const more = `more:${template}`;
    const others = servicesOf(network, template).filter(({ timeCritical }) => !timeCritical).length;
    if (others <= FEW_SERVICES) return undefined;
    return opened.has(more)
      ? { text: 'Show fewer services', open: without(more) }
      : { text: 'Show all services', open: adding(more) };
  }
  const fold = foldOf(folds, id);
  if (fold && fold.inside.length > 0)
    return opened.has(id)
      ? { text: `Close ${fold.title}`, open: without(id) }
      : { text: `Open into ${fold.inside.length}`, open: adding(id) };
  const whole = foldWith(folds, id);
  return whole && opened.has(whole.id) ? { text: `Close ${whole.title}`, open: without(whole.id) } : undefined;
}

/** With everything open that hides a part of the map. */
export function openedToShow(
  network: Network,
  folds: readonly Fold[],
  opened: ReadonlySet<string>,
  id: string,
): ReadonlySet<string> {
  const s = network.model.sites.findIndex((site) => `site:${site.id}` === id);
  if (s >= 0) return openedFor(folds, opened, s);
  if (id.startsWith('service:')) {
    const template = id.slice('service:'.length).split('/')[0]!;
    const isUrgent = servicesOf(network, template).some((service) => service.id === id && service.timeCritical);
    return isUrgent ? opened : new Set([...opened, `more:${template}`]);
  }
  const whole = foldWith(folds, id);
  return whole ? new Set([...opened, whole.id]) : opened;
}

/** Which sites, group or service a part of the map stands for, when it can be looked at alone. */
import type { Model } from '../../scenario/model.ts';
import type { Alone } from '../limits.ts';

export type NamedAlone = Alone & { readonly id: string; readonly title: string };

export function aloneOf({ sites, scenario }: Model, part: string): NamedAlone | undefined {
  const [kind, name = ''] = part.split(':') as [string, string?];
  const [template, id = ''] = name.split('/') as [string, string?];
  if (kind === 'service') {
    const title = sites.find((site) => site.template === template)?.services[id]?.title;
    return title === undefined ? undefined : { kind, id: name, title };
  }
  const found =
    kind === 'site'
      ? scenario.sites.find((site) => site.id === name)
      : kind === 'sites'
        ? scenario.groups.find((group) => group.id === id)
        : undefined;
  return found && { kind: kind === 'site' ? 'site' : 'group', id: found.id, title: found.title };
}

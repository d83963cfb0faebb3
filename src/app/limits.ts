/** What everything on the page is limited to: some of the sites, one kind of work, or both; and the address that says so. */
import { focusSites, focusTitle, sameFocus, wholeModel, type Focus } from '../results/focus.ts';
import type { ResultSet } from '../results/resultSet.ts';
import type { Only } from '../charts/only.ts';
import { serviceKeys, type Model } from '../scenario/model.ts';

export interface Limits {
  readonly focus?: Focus | undefined;
  /** The key of a service. */
  readonly service?: string | undefined;
}

/** Something that can be looked at alone; without an id all of its kind are looked at again. */
export interface Alone {
  readonly kind: 'site' | 'group' | 'service';
  readonly id: string | undefined;
}

export function sameLimits(a: Limits, b: Limits): boolean {
  return a.service === b.service && sameFocus(a.focus, b.focus);
}

export function withAlone(limits: Limits, { kind, id }: Alone): Limits {
  if (kind === 'service') return { ...limits, service: id };
  return { ...limits, focus: id === undefined ? undefined : { kind, id } };
}

/** `?site=practice-7&service=gp-practice/calls`, as it stands at the end of an address; nothing where nothing is limited. */
export function queryOf({ focus, service }: Limits): string {
  const query = new URLSearchParams({ ...(focus && { [focus.kind]: focus.id }), ...(service && { service }) });
  const text = query.toString().replaceAll('%2F', '/');
  return text === '' ? '' : `?${text}`;
}

/** What stands after the question mark of a hash. */
export function limitsOf(hash: string): Limits {
  const query = new URLSearchParams(hash.includes('?') ? hash.slice(hash.indexOf('?') + 1) : '');
  const given = (name: string): string | undefined => query.get(name) || undefined;
  const [site, group] = [given('site'), given('group')];
  return {
    focus:
      site !== undefined ? { kind: 'site', id: site } : group !== undefined ? { kind: 'group', id: group } : undefined,
    service: given('service'),
  };
}

/** The limits that a scenario can keep, and a sentence for each that it cannot: then all are shown. */
export function keptLimits(
  model: Model,
  { focus, service }: Limits,
): { readonly limits: Limits; readonly unknown: readonly string[] } {
  const hasSites = !focus || focusSites(model, focus).length > 0;
  const sites = focus && hasSites ? focusSites(model, focus) : [...model.sites.keys()];
  const hasService = service === undefined || sites.some((site) => serviceKeys(model.sites[site]!).includes(service));
  return {
    limits: { focus: hasSites ? focus : undefined, service: hasService ? service : undefined },
    unknown: [
      ...(hasSites ? [] : [`This scenario has no ${focus!.kind} “${focus!.id}”: all sites are shown.`]),
      ...(hasService
        ? []
        : [
            `${focus && hasSites ? `${focusTitle(model, focus)} does not have` : 'This scenario has no'} service “${service!.replace(/^.*\//, '')}”: all services are shown.`,
          ]),
    ],
  };
}

/** What results are limited to, for those who read a chart of them, or the name of its file. */
export function onlyOf(set: Pick<ResultSet, 'model' | 'focus' | 'service'>): Only {
  const { focus, service } = set;
  return {
    names: [...(focus ? [focusTitle(wholeModel(set), focus) ?? focus.id] : []), ...(service ? [service.title] : [])],
    ending: [focus?.id, service?.key.replace(/^.*\//, '')].map((id) => (id === undefined ? '' : `-${id}`)).join(''),
  };
}

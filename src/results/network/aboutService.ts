/** What is to be said of a service, and of all those of a kind of site. */
import { resolveRef } from '../../scenario/graph.ts';
import type { Strategy } from '../../scenario/schema.ts';
import { counted, list, percent } from '../format.ts';
import { startedIn, type Network } from './network.ts';
import { hoursText, linkTo, quoted, unique, type About } from './telling.ts';

export function aboutService(network: Network, id: string, strategy: Strategy): About | undefined {
  const [template = '', service = ''] = id.slice('service:'.length).split('/');
  const shapes = network.shapes.filter(
    (shape) => shape.template === template && shape.services.some((one) => one.id === service),
  );
  const kind = network.kinds.find((one) => one.id === template);
  const first = shapes[0]?.services.find((one) => one.id === service);
  if (!first || !kind) return undefined;
  const sites = shapes.flatMap((shape) => shape.sites);
  const hours = shapes.reduce((sum, shape) => {
    const position = shape.services.findIndex((one) => one.id === service);
    return sum + shape.sites.reduce((own, s) => own + network.hours[s]![position]!, 0);
  }, 0);
  const needs = unique(
    shapes.flatMap((shape) => shape.services.find((one) => one.id === service)!.needs.map(({ key }) => key)),
  );
  const share = first.needs.reduce((least, need) => Math.min(least, need.share), 1);
  const answered = startedIn(network).flatMap((backup) => {
    const covered = 'covers' in backup && backup.covers.filter(({ services }) => services.includes(service));
    const isHere =
      covered &&
      covered.some(({ component }) =>
        shapes.some(({ uses }) => needs.includes(resolveRef(component, uses, network.components) ?? '')),
      );
    return isHere ? [backup] : [];
  });
  const inUse = answered.filter((backup) => strategy.uses.includes(backup.id));
  return {
    id,
    title: first.title,
    what: `Service of ${counted(sites.length, kind.noun.one, kind.noun.many)}${first.timeCritical ? ', time-critical' : ''}`,
    sections: [
      {
        heading: 'How much work',
        sentences: [
          `${hoursText(hours)} in an ordinary week, ${percent(network.allHours > 0 ? hours / network.allHours : 0)} of all work.`,
        ],
      },
      {
        heading: 'What it needs',
        sentences:
          needs.length === 0
            ? ['Nothing that can fail.']
            : [
                share <= 0
                  ? 'With nothing prepared none of it can be done without them.'
                  : `With nothing prepared ${percent(share)} of it can be done when all of them fail.`,
              ],
        links: needs.map((key) => linkTo(network, key)),
      },
      ...(needs.length === 0
        ? []
        : [
            {
              heading: 'Backups for it',
              warning: inUse.length === 0,
              sentences: [
                inUse.length === 0
                  ? `None under ${quoted(strategy.title)}.`
                  : `${list(inUse.map(({ title }) => title))}, under ${quoted(strategy.title)}.`,
                ...(answered.length > inUse.length
                  ? [
                      `Under other strategies: ${list(answered.filter((backup) => !inUse.includes(backup)).map(({ title }) => title))}.`,
                    ]
                  : []),
              ],
            },
          ]),
    ],
  };
}

export function aboutKind(network: Network, id: string): About | undefined {
  const kind = network.kinds.find((one) => `services:${one.id}` === id);
  if (!kind) return undefined;
  const services = new Map(
    network.shapes
      .filter((shape) => shape.template === kind.id)
      .flatMap((shape) => shape.services.map((service) => [service.id, service] as const)),
  );
  return {
    id,
    title: kind.title,
    what: `${counted(services.size, 'service', 'services')} of ${counted(kind.sites.length, kind.noun.one, kind.noun.many)}`,
    sections: [
      {
        heading: 'Services',
        sentences: [],
        links: [...services.values()].map((service) => ({
          id: `service:${kind.id}/${service.id}`,
          title: `${service.title}${service.timeCritical ? ' (time-critical)' : ''}`,
        })),
      },
    ],
  };
}

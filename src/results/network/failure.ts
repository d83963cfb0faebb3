/** What breaks when something fails, who has no backup for it, which there are, and what they share with it. */
import type { Started } from '../../catalog/backups/index.ts';
import { partsOf } from '../../scenario/graph.ts';
import { counted, list, percent } from '../format.ts';
import { coverOf, type Covered } from './cover.ts';
import { bareServices, whereOf } from './finding.ts';
import type { Impact } from './impact.ts';
import { allRestOn, levelsWhen, startedIn, titleOf, type Network } from './network.ts';
import type { Strategy } from '../../scenario/schema.ts';
import { sharedSentences } from './sharedCause.ts';
import { hoursText, ownerOf, quoted, unique, type Section } from './telling.ts';

/** What could not be done, or only without the system, when it fails. */
export function breaks(network: Network, impact: Impact, what: string): Section {
  const heading = 'If it fails with nothing prepared';
  if (impact.hits.length === 0) return { heading, sentences: [`No service breaks when ${what} alone fails.`] };
  const urgent = impact.services.filter(({ timeCritical }) => timeCritical);
  const stopped = impact.stoppedHours / impact.hours;
  const sentences = [
    `${percent(impact.hours / network.allHours)} of all work rests on ${what}: ${hoursText(impact.hours)} a week, at ${whereOf(network, impact.sites)}.`,
    stopped >= 1
      ? 'None of that could be done without it.'
      : stopped <= 0
        ? 'All of that could be done without it, more slowly or with less to go by.'
        : `${percent(stopped)} of that could not be done; the rest would be worked without it.`,
    ...takesWithIt(network, impact),
    urgent.length === 0
      ? 'None of it is time-critical.'
      : `Time-critical among it: ${list(unique(urgent.map(({ title }) => title)).map(quoted))}.`,
  ];
  return {
    heading,
    sentences,
    list: {
      summary: `${counted(impact.services.length, 'service', 'services')} at ${counted(impact.sites.length, 'site', 'sites')}`,
      entries: impact.services.map(
        ({ title, sites, timeCritical }) =>
          `${title}${timeCritical ? ' (time-critical)' : ''}${sites === impact.sites.length ? '' : `, at ${counted(sites, 'site', 'sites')}`}`,
      ),
    },
  };
}

/** Systems that fall with it anywhere. */
function takesWithIt(network: Network, { failed, hits }: Impact): string[] {
  const own = new Set(failed.map((key) => partsOf(key)[0]));
  const shapes = unique(hits.map(({ shape }) => shape));
  const fallen = [...network.components.keys()].filter(
    (id) =>
      !own.has(id) &&
      shapes.some(
        (shape) => shape.inUse.has(id) && levelsWhen(network, shape, (key) => (failed.includes(key) ? 0 : 1))(id) <= 0,
      ),
  );
  return fallen.length === 0 ? [] : [`It takes ${list(fallen.map((id) => titleOf(network, id)))} with it.`];
}

/** Who has none, which there are and who owns them, and what they share with what they back up. */
export function backups(network: Network, impact: Impact, strategy: Strategy): Section[] {
  if (impact.hits.length === 0) return [];
  const title = (name: string): string =>
    impact.services.find(({ template, id }) => `${template}/${id}` === name)!.title;
  const never = new Set(bareServices(network, impact).bare);
  const { bare: now } = bareServices(network, impact, strategy);
  const but = now.filter((name) => !never.has(name));
  const anywhere = coverOf(network, impact);
  const without: Section = {
    heading: 'Without a backup for it',
    warning: now.length > 0,
    sentences: [
      now.length === 0
        ? `Under ${quoted(strategy.title)} every service that breaks has a backup${partly(coverOf(network, impact, strategy))}.`
        : `Under ${quoted(strategy.title)} nothing backs up ${now.length === impact.services.length ? (now.length === 1 ? 'the service that breaks' : `any of the ${now.length} services that break`) : `${now.length} of the ${impact.services.length} services that break`}${now.length < impact.services.length ? '' : `, at ${whereOf(network, impact.sites)}`}.`,
      ...(never.size > 0 && never.size < now.length
        ? [`${never.size === 1 ? 'One of them has' : `${never.size} of them have`} no backup under any strategy.`]
        : []),
      ...(never.size > 0 && never.size === now.length
        ? [`No other strategy has one for ${now.length === 1 ? 'it' : 'them'} either.`]
        : []),
    ],
    ...(now.length > 0 && {
      list: {
        summary: 'Which services',
        entries: [
          ...[...never].map((name) => `${title(name)}${but.length > 0 ? ': under no strategy' : ''}`),
          ...but.map((name) => `${title(name)}: only under another strategy`),
        ],
      },
    }),
  };
  const byId = new Map(startedIn(network).map((backup) => [backup.id, backup]));
  const carrying = unique(anywhere.flatMap(({ by }) => by));
  const lost = unique(anywhere.flatMap((covered) => covered.lost));
  const here: Section = {
    heading: 'Backups for it',
    sentences: carrying.length === 0 ? ['No strategy has one that would carry on.'] : [],
    ...(carrying.length > 0 && {
      list: {
        summary: '',
        entries: carrying.map((id) => backupText(network, byId.get(id)!, anywhere, strategy)),
      },
    }),
  };
  const systems = new Set(
    impact.hits.flatMap(({ shape, failing }) =>
      [
        ...allRestOn(
          network,
          shape,
          failing.map(({ key }) => key),
        ),
      ].map((key) => partsOf(key)[0]),
    ),
  );
  const inCommon = unique([...carrying, ...lost]).flatMap((id) => {
    const backup = byId.get(id)!;
    const falls =
      lost.includes(id) && !carrying.includes(id)
        ? [`${backup.title} would fail with it, because of what it needs itself.`]
        : [];
    return [...falls, ...sharedSentences(network, backup, systems)];
  });
  const silent = carrying
    .filter((id) => sharedSentences(network, byId.get(id)!, systems).length === 0)
    .map((id) => byId.get(id)!.title);
  const shared: Section = {
    heading: 'What backups share with what they back up',
    warning: inCommon.length > 0,
    sentences: [
      ...inCommon,
      ...(silent.length > 0 ? [`${list(silent)}: nothing in common that the scenario names.`] : []),
    ],
  };
  return [without, here, ...(shared.sentences.length > 0 ? [shared] : [])];
}

function partly(covered: readonly Covered[]): string {
  const bare = new Set(covered.flatMap(({ chance, sites }) => (chance > 0 ? [] : sites)));
  return bare.size === 0 ? '' : `, though not at ${counted(bare.size, 'site', 'sites')}`;
}

/** `Paper pack, owned by practice: 13 services at 19 sites; used by Today, Read-only`. */
function backupText(network: Network, backup: Started, covered: readonly Covered[], strategy: Strategy): string {
  const carried = covered.filter(({ by, chance }) => chance > 0 && by.includes(backup.id));
  const some = covered.filter(({ by }) => by.includes(backup.id));
  const services = new Set(some.map(({ hit }) => `${hit.shape.template}/${hit.service.id}`)).size;
  const sites = new Set(some.flatMap((one) => one.sites)).size;
  const users = network.model.scenario.strategies.filter(({ uses }) => uses.includes(backup.id));
  const used = strategy.uses.includes(backup.id)
    ? `part of ${quoted(strategy.title)}`
    : `not part of ${quoted(strategy.title)}, but of ${list(users.map(({ title }) => quoted(title)))}`;
  const alone = carried.length === 0 ? ', which it cannot carry alone' : '';
  return `${backup.title}, owned by ${ownerOf(network, backup.owner)}: for ${counted(services, 'service', 'services')} at ${counted(sites, 'site', 'sites')}${alone}; ${used}`;
}

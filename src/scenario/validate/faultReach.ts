/** Whether each fault reaches anybody, and takes anything from them. */
import { countOf } from '../../catalog/effects.ts';
import { aimOf } from '../../catalog/faults/aim.ts';
import type { Fault } from '../../catalog/faults/index.ts';
import { listed, whole, type Path } from '../issue.ts';
import { likely } from '../delays.ts';
import { comingVolume } from '../volumes.ts';
import type { Context } from './context.ts';
import { isKnown } from './faults.ts';
import { sitesAtRisk, type Reach } from './reach.ts';
import { MOST_ITEMS } from './staff.ts';

/** Extra demand of more than so many ordinary weeks in a week is most likely a slip of the pen. */
const MOST_EXTRA = 20;

export function checkFaultsReach(context: Context, reach: Reach): void {
  context.scenario.incident.faults.forEach((fault, k) => {
    if (!isKnown(context, fault)) return;
    const path: Path = ['incident', 'faults', k];
    const atRisk = sitesAtRisk(context, reach, fault);
    if (atRisk.length === 0) reachesNobody(context, path, fault);
    else {
      checkHits(context, path, fault, atRisk);
      if ('devices' in fault) checkDevices(context, path, fault, atRisk);
      if (fault.kind === 'staff-absence') checkAbsence(context, path, fault, atRisk);
      if (fault.kind === 'demand-surge') checkSurge(context, path, fault, atRisk);
    }
  });
}

function reachesNobody(context: Context, path: Path, fault: Fault): void {
  const aim = aimOf(fault);
  const where = fault.group === undefined ? 'no site' : `no site of the group ${fault.group}`;
  if (aim.what === 'components') {
    const what = 'components' in fault ? listed(fault.components) : aim.names[0]!;
    context.warn(
      [...path, 'components' in fault ? 'components' : 'component'],
      `The fault ${fault.id} reaches no need: ${where} needs ${what} or anything that requires it.`,
      { expected: 'a component that some service rests on' },
    );
    return;
  }
  const names = aim.names === 'all' ? 'any staff' : listed([...aim.names]);
  context.warn([...path, aim.what], `The fault ${fault.id} reaches nobody: ${where} has ${names}.`, {
    expected: `${aim.what === 'pools' ? 'a pool' : 'a service'} that sites within its scope have`,
  });
}

function checkHits(context: Context, path: Path, fault: Fault, atRisk: readonly number[]): void {
  const { sites } = fault;
  if (typeof sites === 'number') {
    if (countOf(sites, atRisk.length) === 0)
      context.warn(
        [...path, 'sites'],
        `The fault ${fault.id} hits nobody: its share of ${atRisk.length === 1 ? 'the one site' : `the ${whole(atRisk.length)} sites`} at risk rounds to none.`,
        { found: String(sites), expected: `at least ${(0.5 / atRisk.length).toPrecision(2)}` },
      );
    return;
  }
  sites.forEach((id, j) => {
    const s = context.siteIndex.get(id);
    const site = s === undefined ? undefined : context.scenario.sites[s]!;
    const isMeant = fault.group === undefined || (site?.groups.includes(fault.group) ?? false);
    if (s !== undefined && isMeant && !atRisk.includes(s))
      context.warn([...path, 'sites', j], `${id} depends on nothing that the fault ${fault.id} strikes.`, {
        expected: 'a site that does',
      });
  });
}

function checkDevices(
  context: Context,
  path: Path,
  fault: Extract<Fault, { devices: number }>,
  atRisk: readonly number[],
): void {
  if (!('handsOn' in fault.repair)) {
    if (fault.devices < 1)
      context.warn([...path, 'devices'], 'A share of devices matters only when they are repaired one by one.', {
        found: String(fault.devices),
        expected: 'repair: { handsOn: ... }, or no devices',
      });
    return;
  }
  const without = atRisk.filter((s) => context.scenario.sites[s]!.devices === 0);
  if (without.length === 0) return;
  const everybody = without.length === atRisk.length;
  context.warn(
    ['sites', without[0]!, 'devices'],
    `${everybody ? 'No site at risk has' : `${whole(without.length)} of ${whole(atRisk.length)} sites at risk have no`} ${everybody ? 'any ' : ''}devices, so the fault ${fault.id}, which is repaired device by device, does not hit ${without.length === 1 ? 'it' : 'them'}.`,
    { expected: 'devices: a number above 0' },
  );
}

/** People are away in whole numbers; where the number of staff is stated, a share that takes nobody can be told. */
function checkAbsence(
  context: Context,
  path: Path,
  fault: Extract<Fault, { kind: 'staff-absence' }>,
  atRisk: readonly number[],
): void {
  const staff = atRisk.flatMap((s) =>
    [...context.shapeOf[s]!.pools]
      .filter(([id]) => fault.pools === 'all' || fault.pools.includes(id))
      .map(([, { value }]) => value.staff),
  );
  if (fault.share > 0 && staff.some((people) => people === undefined || countOf(fault.share, Math.ceil(people)) > 0))
    return;
  context.warn([...path, 'share'], `The fault ${fault.id} takes nobody away: its share of the staff rounds to none.`, {
    found: String(fault.share),
    expected: 'a larger share',
  });
}

function checkSurge(
  context: Context,
  path: Path,
  fault: Extract<Fault, { kind: 'demand-surge' }>,
  atRisk: readonly number[],
): void {
  const { extra } = fault;
  const weeks = Math.min(likely(fault.lasts) / 1440, context.days.end - context.days.results) / 7;
  let items = 0;
  let most: { site: string; service: string; weekly: number } | undefined;
  for (const s of atRisk) {
    for (const service of fault.services) {
      const spec = context.shapeOf[s]!.services.get(service)?.value;
      if (!spec) continue;
      const weekly = comingVolume(spec, context.scenario.sites[s]!.patients);
      items += weeks * ('perDay' in extra ? extra.perDay * 7 : extra.ofBase * weekly);
      if ('perDay' in extra && weekly > 0 && extra.perDay * 7 > MOST_EXTRA * weekly)
        most ??= { site: context.scenario.sites[s]!.id, service, weekly };
    }
  }
  if (items > MOST_ITEMS)
    context.error([...path, 'extra'], 'There is too much extra demand to simulate, item by item.', {
      found: `about ${whole(Number(items.toPrecision(2)))} expected`,
      expected: `at most ${whole(MOST_ITEMS)} items in a run`,
    });
  else if (most && 'perDay' in extra)
    context.warn(
      [...path, 'extra', 'perDay'],
      `${whole(Math.round(extra.perDay * 7))} more a week is over ${MOST_EXTRA} times the ordinary demand for ${most.service} at ${most.site}, ${whole(Math.round(most.weekly))} a week.`,
      {
        found: String(extra.perDay),
        expected: `at most ${whole(Math.floor((MOST_EXTRA * most.weekly) / 7))} a day`,
      },
    );
}

/** Faults: names that must name something, moments within the study, and faults that set each other off. */
import { brokenBy, componentsOf, functionsOf } from '../../catalog/faults/aim.ts';
import { earliestOf } from '../../catalog/faults/common.ts';
import type { Fault } from '../../catalog/faults/index.ts';
import { dateOf, dayNumber } from '../calendar.ts';
import { least } from '../delays.ts';
import { cycleIn } from '../graph.ts';
import { describeValue, listed, type Path } from '../issue.ts';
import type { Context } from './context.ts';
import { checkMoment } from './dates.ts';
import { checkGlobalRef, checkGroup, checkService, checkSite, checkSomewhere, namesOf } from './references.ts';

export function checkFaults(context: Context): void {
  const { faults } = context.scenario.incident;
  const services = namesOf(context, 'services');
  faults.forEach((fault, k) => {
    const path: Path = ['incident', 'faults', k];
    checkAim(context, path, fault);
    if (fault.group !== undefined) checkGroup(context, [...path, 'group'], fault.group);
    if (typeof fault.sites === 'object') checkSites(context, path, fault.sites, fault.group);
    checkReturns(context, path, fault);
    if (fault.kind === 'ransomware') checkContainment(context, path, fault);
    if ('holds' in fault) checkHolds(context, path, fault.holds, services);
    if ('repair' in fault && 'handsOn' in fault.repair && Array.isArray(fault.repair.handsOn.order))
      fault.repair.handsOn.order.forEach((site, j) =>
        checkSite(context, [...path, 'repair', 'handsOn', 'order', j], site),
      );
    checkTrigger(context, path, fault);
  });
  checkCircles(context);
}

/** What the fault is aimed at exists. */
function checkAim(context: Context, path: Path, fault: Fault): void {
  switch (fault.kind) {
    case 'staff-absence': {
      if (fault.pools === 'all' || context.isPartial) return;
      const pools = namesOf(context, 'pools');
      fault.pools.forEach((pool, j) => {
        if (!pools.has(pool))
          context.unknown([...path, 'pools', j], 'staff pool', pool, pools, { expected: 'a pool that some site has' });
      });
      return;
    }
    case 'demand-surge':
      fault.services.forEach((service, j) => {
        if (!checkService(context, [...path, 'services', j], service) || !('ofBase' in fault.extra)) return;
        const isBooked = context.shapes.every((shape) => {
          const arrivals = shape.services.get(service)?.value.arrivals;
          return shape.sites.length === 0 || arrivals === undefined || 'scheduled' in arrivals;
        });
        if (isBooked)
          context.error([...path, 'extra', 'ofBase'], `${service} has no demand at random to take a share of.`, {
            expected: 'perDay: so many items a day',
          });
      });
      return;
    case 'site-loss':
      fault.components.forEach((ref, j) => {
        if (!checkGlobalRef(context, [...path, 'components', j], ref)) return;
        if (context.components.get(ref.split('/')[0]!)?.scope !== 'per-site')
          context.error([...path, 'components', j], `${ref} is one for all sites, so no single site loses it.`, {
            found: describeValue(ref),
            expected: 'a component with scope: per-site, or a fault of kind outage',
          });
      });
      return;
    default:
      checkGlobalRef(context, [...path, 'component'], fault.component);
  }
}

function checkSites(context: Context, path: Path, sites: readonly string[], group: string | undefined): void {
  sites.forEach((site, j) => {
    if (!checkSite(context, [...path, 'sites', j], site) || group === undefined) return;
    if (!context.scenario.sites[context.siteIndex.get(site)!]!.groups.includes(group))
      context.warn([...path, 'sites', j], `${site} does not belong to the group ${group}, so the fault spares it.`, {
        expected: `a site of ${group}`,
      });
  });
}

/** Functions that come back one by one. */
function checkReturns(context: Context, path: Path, fault: Fault): void {
  const where: Path =
    fault.kind === 'ransomware' ? [...path, 'returns', 'functions'] : [...path, 'repair', 'staged', 'functions'];
  const own = componentsOf(fault);
  for (const name of functionsOf(fault)) {
    const owner = own.find((component) => context.components.get(component)?.functions.includes(name));
    if (owner !== undefined)
      context.error([...where, name], `The function must be named with its component.`, {
        found: describeValue(name),
        expected: 'component/function',
        suggestion: `${owner}/${name}`,
      });
    else if (checkGlobalRef(context, [...where, name], name) && own.includes(name))
      context.error(
        [...where, name],
        'The component of the fault itself comes back with the first of the functions listed here.',
        { found: describeValue(name), expected: 'its functions, or components that fail with it' },
      );
  }
}

function checkContainment(context: Context, path: Path, fault: Extract<Fault, { kind: 'ransomware' }>): void {
  fault.containment.forEach((step, j) =>
    step.components.forEach((ref, c) => {
      const at: Path = [...path, 'containment', j, 'components', c];
      if (checkGlobalRef(context, at, ref) && ref === fault.component)
        context.warn(at, `${ref} is encrypted already, so switching it off changes little.`, {
          expected: 'other components',
        });
    }),
  );
}

function checkHolds(
  context: Context,
  path: Path,
  holds: readonly { readonly component: string; readonly services: readonly string[] }[],
  known: Set<string>,
): void {
  holds.forEach((hold, j) => {
    checkSomewhere(context, [...path, 'holds', j, 'component'], hold.component);
    hold.services.forEach((service, i) => {
      const at: Path = [...path, 'holds', j, 'services', i];
      if (!checkService(context, at, service, known)) return;
      const comes = context.shapes.some((shape) => {
        const arrivals = shape.services.get(service)?.value.arrivals;
        return shape.sites.length > 0 && arrivals !== undefined && 'poisson' in arrivals;
      });
      if (!comes)
        context.error(at, `${service} does not come as messages: it is booked, or follows from other work.`, {
          found: describeValue(service),
          expected: 'a service with arrivals: { poisson: ... }',
        });
    });
  });
}

function checkTrigger(context: Context, path: Path, fault: Fault): void {
  if (typeof fault.at !== 'object' || !('after' in fault.at)) return;
  const { faults } = context.scenario.incident;
  const { after } = fault.at;
  if (after === fault.id)
    context.error([...path, 'at', 'after'], 'A fault cannot set itself off.', {
      found: describeValue(after),
      expected: 'the id of another fault',
    });
  else if (!faults.some(({ id }) => id === after) && !context.unread.faults.has(after))
    context.unknown(
      [...path, 'at', 'after'],
      'fault',
      after,
      faults.map(({ id }) => id).filter((id) => id !== fault.id),
    );
}

function triggerOf(fault: Fault | undefined): string | undefined {
  return fault && typeof fault.at === 'object' && 'after' in fault.at ? fault.at.after : undefined;
}

function checkCircles(context: Context): void {
  const { faults } = context.scenario.incident;
  const byId = new Map(faults.map((fault) => [fault.id, fault]));
  const circle = cycleIn(byId.keys(), (id) => {
    const next = triggerOf(byId.get(id));
    return next !== undefined && next !== id && byId.has(next) ? [next] : [];
  });
  if (!circle) return;
  const first = faults.findIndex((fault) => circle.includes(fault.id));
  context.error(
    ['incident', 'faults', first, 'at', 'after'],
    `These faults set each other off in a circle, so none of them ever begins: ${listed(circle.slice(0, -1), 'and')}.`,
    { expected: 'at least one of them at a moment of its own' },
  );
}

/** Moments of faults within the results period. */
export function checkFaultMoments(context: Context): void {
  context.scenario.incident.faults.forEach((fault, k) => {
    const path: Path = ['incident', 'faults', k];
    const what = `The fault ${fault.id}`;
    const { at } = fault;
    if (typeof at === 'string') checkMoment(context, [...path, 'at'], at, what);
    else if ('between' in at)
      at.between.forEach((moment, j) => checkMoment(context, [...path, 'at', 'between', j], moment, what));
    else checkTriggered(context, path, fault);
    if (fault.kind === 'faulty-update') checkHalt(context, path, fault);
  });
}

const DAY = 1440;

/** Minutes from 1970-01-01. */
function minutesOf(dateTime: string): number {
  return dayNumber(dateTime.slice(0, 10)) * DAY + Number(dateTime.slice(11, 13)) * 60 + Number(dateTime.slice(14, 16));
}

/** The earliest minute at which a fault can begin in any run; undefined when that cannot be said. */
function earliest(context: Context, fault: Fault, seen: readonly string[] = []): number | undefined {
  const own = earliestOf(fault.at);
  if (own !== undefined) return minutesOf(own);
  const other = context.scenario.incident.faults.find(({ id }) => id === triggerOf(fault));
  if (!other || seen.includes(other.id)) return undefined;
  const before = earliest(context, other, [...seen, fault.id]);
  const { at } = fault;
  return before === undefined || typeof at === 'string' || 'between' in at ? undefined : before + least(at.delay);
}

function checkTriggered(context: Context, path: Path, fault: Fault): void {
  const first = earliest(context, fault);
  if (first !== undefined && first >= context.days.end * DAY)
    context.warn([...path, 'at', 'delay'], `The fault ${fault.id} begins after the study ends, in every run.`, {
      expected: `a delay that ends before ${dateOf(context.days.end)} 00:00`,
    });
}

function checkHalt(context: Context, path: Path, fault: Extract<Fault, { kind: 'faulty-update' }>): void {
  const { at, halted } = fault;
  const where: Path = [...path, 'halted'];
  if (typeof halted !== 'string') {
    if (halted.after === 0)
      context.warn([...where, 'after'], 'The update is halted at the moment it begins, so it reaches nobody.', {
        found: describeValue('0 min'),
        expected: 'a longer time',
      });
    return;
  }
  const begins = earliestOf(at);
  if (begins === undefined)
    context.warn(where, 'The update begins after another fault, and may then have been halted already.', {
      found: describeValue(halted),
      expected: '{ after: ... }, counted from when it begins',
    });
  else if (halted < begins)
    context.error(where, 'The update is halted before it begins.', {
      found: describeValue(halted),
      expected: `${begins} or later`,
    });
  else if (halted === begins)
    context.warn(where, 'The update is halted at the moment it begins, so it reaches nobody.', {
      found: describeValue(halted),
      expected: `a moment after ${begins}`,
    });
  else if (typeof at === 'object' && 'between' in at && halted < at.between[1])
    context.warn(where, 'In some runs the update is halted before it begins, and reaches nobody.', {
      found: describeValue(halted),
      expected: `${at.between[1]} or later, or { after: ... }`,
    });
}

/** Whether everything a fault names is there to be looked at further. */
export function isKnown(context: Context, fault: Fault): boolean {
  return brokenBy(fault).every((key) => context.resolve(key, {}) !== undefined);
}

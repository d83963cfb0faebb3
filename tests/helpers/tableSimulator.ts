/** A simulator that knows nothing but the plain tables, written from their description in the reference. */
import { inForce, inOrder, rowsBy, type Row, type Tables } from './plainTables.ts';

interface Job {
  readonly name: string;
  /** Undefined for typing up. */
  readonly row: Row | undefined;
  readonly queue: Row;
  readonly order: readonly number[];
  readonly luck: number;
  readonly work: number;
  due: number;
  attempt: number;
  rebooked: boolean;
}

const DAY = 8_640_000;
/** Within a tick: done, patience, closing, due. */
const [DONE, LEAVE, CLOSE, DUE] = [0, 1, 2, 3] as const;

/** When each item starts that does, by its number; what is typed up is `re-entry of <item>`. */
export function simulateTables(tables: Tables): ReadonlyMap<string, number> {
  const horizon = Number(tables['study']![0]!['horizon_tick']);
  const [staff, openings] = [rowsBy(tables['staff']!, 'pool'), rowsBy(tables['openings']!, 'pool')];
  const [modes, needs] = [rowsBy(tables['modes']!, 'queue'), rowsBy(tables['needs']!, 'queue')];
  const [routes, dates] = [rowsBy(tables['routes']!, 'queue'), rowsBy(tables['working_dates']!, 'site')];
  const [children, draws] = [rowsBy(tables['items']!, 'parent'), rowsBy(tables['attempts']!, 'item')];
  const waiting = new Map([...staff.keys()].map((pool) => [pool, new Set<Job>()]));
  const busy = new Map([...staff.keys()].map((pool) => [pool, 0]));
  const started = new Map<string, number>();
  const events = new Map<number, [number, () => void][]>();
  const at = (tick: number, kind: number, what: () => void): void => {
    if (tick < horizon) events.set(tick, [...(events.get(tick) ?? []), [kind, what]]);
  };

  const jobOf = (row: Row): Job => ({
    name: row['item']!,
    row,
    queue: tables['queues']![Number(row['queue'])]!,
    order: ['origin_queue', 'index', 'lineage'].map((column) => Number(row[column])),
    luck: Number(row['luck']),
    work: Number(row['handling']),
    due: 0,
    attempt: 0,
    rebooked: false,
  });
  const nextDate = (queue: Row, day: number, n: number): number =>
    n === 0 ? day : Number(dates.get(queue['site']!)!.filter((date) => Number(date['day']) > day)[n - 1]?.['day']);
  const opening = (queue: Row, day: number, n: number): number => {
    const isLater = (date: Row): boolean => Number(date['day']) >= nextDate(queue, day, n);
    const days = dates.get(queue['site']!)!.filter(isLater);
    const opens = openings.get(queue['pool']!)!.find((row) => days.some((date) => date['day'] === row['day']));
    return Number(opens?.['tick']);
  };
  const drawOf = (job: Job): Row => {
    const draw = draws.get(job.name)?.[job.attempt];
    if (!draw) throw new Error(`item ${job.name} needs draws of attempt ${job.attempt}`);
    return draw;
  };

  const join = (job: Job, now: number): void => {
    job.due = now;
    waiting.get(job.queue['pool']!)!.add(job);
    if (!job.row || job.rebooked) return;
    const wait = job.queue['missed_wait'] || (job.queue['returns_share'] && drawOf(job)['patience']);
    const { attempt } = job;
    if (wait)
      at(now + Number(wait), LEAVE, () => {
        if (job.attempt === attempt && waiting.get(job.queue['pool']!)!.has(job)) leave(job, now + Number(wait));
      });
  };
  const comeBack = (job: Job, tick: number): void => {
    job.attempt++;
    at(tick, DUE, () => join(job, tick));
  };
  /** Goes to a hub, comes back at the moment given when its share of the draw says so, or is lost. */
  const route = (job: Job, when: string, draw: number, share: string, back: () => number): void => {
    let left = draw;
    for (const hub of (routes.get(job.queue['queue']!) ?? []).filter((row) => row['when'] === when)) {
      if (left < Number(hub['share'])) return;
      left -= Number(hub['share']);
    }
    if (left < Number(job.queue[share])) comeBack(job, back());
  };
  const leave = (job: Job, now: number): void => {
    waiting.get(job.queue['pool']!)!.delete(job);
    if (job.queue['missed_wait']) {
      const contact = children.get(job.name)?.find((row) => row['kind'] === 'contact');
      if (contact) at(now, DUE, () => join(jobOf(contact), now));
      job.rebooked = true;
      const n = Number(job.queue['rebooked_working_days']);
      comeBack(job, n === 0 ? now : opening(job.queue, Math.floor(now / DAY), n));
    } else {
      const draw = drawOf(job);
      route(job, 'patience', Number(draw['leave_route']), 'returns_share', () => now + Number(draw['return']));
    }
  };
  const finish = (job: Job, typing: number, now: number): void => {
    busy.set(job.queue['pool']!, busy.get(job.queue['pool']!)! - 1);
    if (!job.row) return;
    for (const row of children.get(job.name) ?? []) {
      if (row['kind'] !== 'follow-on') continue;
      if (row['decision'] !== 'join') throw new Error('decisions about follow-on work are not in the tables');
      const day = Math.floor(now / DAY);
      const days = row['after'] ? 0 : nextDate(job.queue, day, Number(row['after_working_days'])) - day;
      const due = now + Number(row['after']) + days * DAY;
      at(due, DUE, () => join(jobOf(row), due));
    }
    const normal = modes.get(job.queue['queue']!)!;
    const first = normal.slice(normal.indexOf(inForce(normal, now))).find((row) => job.luck < Number(row['normal']));
    if (typing === 0 || !first) return;
    const due = Math.max(now, Number(first['tick']));
    const queue = tables['queues']![Number(job.queue['reentry_queue'])]!;
    const order = [now, ...job.order];
    at(due, DUE, () =>
      join(
        { ...job, name: `re-entry of ${job.name}`, row: undefined, queue, order, work: typing, rebooked: false },
        due,
      ),
    );
  };

  /** The first of each queue that can start, and the best of these. */
  const offered = (pool: string, now: number): Job | undefined => {
    const place = (job: Job): number[] => (job.row ? [job.due, ...job.order] : [...job.order]);
    const best = new Map<string, Job>();
    for (const job of waiting.get(pool)!) {
      if (job.luck >= Number(inForce(modes.get(job.queue['queue']!)!, now)['theta'])) continue;
      const key = `${job.queue['queue']} ${job.rebooked}`;
      if (!best.has(key) || inOrder(place(job), place(best.get(key)!)) < 0) best.set(key, job);
    }
    const offer = ({ queue, rebooked, due }: Job): number[] =>
      [queue[rebooked ? 'rebooked_priority' : 'priority'], due, queue['queue'], rebooked].map(Number);
    return [...best.values()].sort((a, b) => inOrder(offer(a), offer(b)))[0];
  };
  const start = (job: Job, now: number): void => {
    waiting.get(job.queue['pool']!)!.delete(job);
    busy.set(job.queue['pool']!, busy.get(job.queue['pool']!)! + 1);
    started.set(job.name, now);
    const all = needs.get(job.queue['queue']!) ?? [];
    const since = all.length > 0 ? inForce(all, now)['tick'] : '';
    const down = all.filter((row) => row['tick'] === since && job.luck >= Number(row['level']));
    const slowdown = Math.max(1, ...down.map((row) => Number(row['slowdown'])));
    const end = now + Math.max(1, Math.round(job.work * slowdown));
    at(end, DONE, () => finish(job, Math.max(0, ...down.map((row) => Number(row['reentry']))), end));
  };

  for (const row of tables['items']!) {
    if (row['kind'] !== 'own' || row['no_show'] === '1') continue;
    const job = jobOf(row);
    if (row['decision'] === 'join') at(Number(row['due']), DUE, () => join(job, Number(row['due'])));
    else if (row['back'] && row['back'] !== 'never') comeBack(job, Number(row['back']));
  }
  for (const { pool, tick, day } of tables['closings']!)
    at(Number(tick), CLOSE, () => {
      for (const job of [...waiting.get(pool!)!]) {
        if (!job.row || job.rebooked || !job.queue['next_day_share']) continue;
        waiting.get(pool!)!.delete(job);
        const draw = Number(drawOf(job)['close_route']);
        route(job, 'closing', draw, 'next_day_share', () => opening(job.queue, Number(day), 1));
      }
    });
  // Somebody comes on, or something works again: nothing to do but look who can start.
  for (const row of [...tables['staff']!, ...tables['modes']!]) at(Number(row['tick']), DONE, () => undefined);

  const ticks = (): number => [...events.keys()].reduce((least, tick) => Math.min(least, tick), Infinity);
  for (let now = ticks(); now < horizon; now = ticks()) {
    for (let due = events.get(now)!; due.length > 0; due = events.get(now)!) {
      const first = due.reduce((best, event) => (event[0] < best[0] ? event : best));
      events.set(
        now,
        due.filter((event) => event !== first),
      );
      first[1]();
    }
    events.delete(now);
    for (const [pool, rows] of staff)
      while (busy.get(pool)! < Number(inForce(rows, now)['people'])) {
        const job = offered(pool, now);
        if (!job) break;
        start(job, now);
      }
  }
  return started;
}

/** Titles with ids, and moments with weekdays, as a trace writes them. */
import { list, percent } from '../results/format.ts';
import { dateOf, dayNumber, TICKS_PER_DAY, TICKS_PER_MINUTE, WEEKDAY_NAMES, weekdayOf } from '../scenario/calendar.ts';
import type { Model } from '../scenario/model.ts';

export class TraceNames {
  readonly #model: Model;

  constructor(model: Model) {
    this.#model = model;
  }

  /** `Fri 2024-07-19 08:03:12`, to the second below. */
  moment(tick: number): string {
    const day = Math.floor(tick / TICKS_PER_DAY);
    const date = dayNumber(this.#model.scenario.start) + day;
    const seconds = Math.floor((tick - day * TICKS_PER_DAY) / (TICKS_PER_MINUTE / 60));
    const clock = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) =>
      String(Math.floor(part)).padStart(2, '0'),
    );
    return `${WEEKDAY_NAMES[weekdayOf(date)]!.slice(0, 3)} ${dateOf(date)} ${clock.join(':')}`;
  }

  site(id: string): string {
    return titled(this.#model.sites.find((site) => site.id === id)?.title, id);
  }

  /** `Calls [calls]` as the site calls it, or as any site does. */
  service(id: string, site?: string): string {
    const owner = this.#model.sites.find((one) => (site === undefined || one.id === site) && id in one.services);
    return titled(owner?.services[id]?.title ?? (id === 're-entry' ? 'Re-entry' : undefined), id);
  }

  pool(id: string, site: string | undefined): string {
    const owner = this.#model.sites.find((one) => (site === undefined || one.id === site) && id in one.pools);
    return titled(owner?.pools[id]?.title, id);
  }

  /** A component or function; `Record system, read [records/read]`. */
  component(key: string): string {
    const [id, fn] = key.split('/');
    const title = this.#model.scenario.components.find((component) => component.id === id)?.title;
    return titled(title === undefined || fn === undefined ? title : `${title}, ${fn}`, key);
  }

  /** `X is down; 45% can be done without it, by Paper pack [paper]`. */
  need(component: string, level: number, share: number, backup: string | undefined): string {
    const state = level === 0 ? 'is down' : `works for ${part(level)}`;
    const by = backup === undefined ? 'with nothing prepared' : `by ${this.backup(backup)}`;
    const rest = level === 0 ? '' : ' of the rest';
    return `${this.component(component)} ${state}; ${share === 0 ? 'nothing' : part(share)}${rest} can be done without it${
      share === 0 && backup === undefined ? '' : `, ${by}`
    }`;
  }

  backup(id: string): string {
    return titled(this.#model.scenario.backups.find((backup) => backup.id === id)?.title, id);
  }

  action(id: string): string {
    return titled(this.#model.scenario.actions.find((action) => action.id === id)?.title, id);
  }

  fault(id: string): string {
    const fault = this.#model.scenario.incident.faults.find((one) => one.id === id);
    return titled(fault && (fault.title ?? KINDS[fault.kind]), id);
  }

  /** What a fault has struck: components, pools or services, whichever have these names. */
  struck(ids: readonly string[], fault: string, site: string): string {
    const { kind } = this.#model.scenario.incident.faults.find((one) => one.id === fault)!;
    const name = (id: string): string =>
      kind === 'staff-absence'
        ? this.pool(id, site)
        : kind === 'demand-surge'
          ? this.service(id, site)
          : this.component(id);
    return list(ids.map(name));
  }

  kindOf(fault: string): string {
    return this.#model.scenario.incident.faults.find((one) => one.id === fault)!.kind;
  }
}

const KINDS: Readonly<Record<string, string>> = {
  outage: 'Outage',
  'faulty-update': 'Faulty update',
  ransomware: 'Ransomware',
  slow: 'Slow working',
  'site-loss': 'Loss of a site',
  'staff-absence': 'Staff absence',
  'demand-surge': 'Extra demand',
};

function titled(title: string | undefined, id: string): string {
  return title === undefined || title === id ? `[${id}]` : `${title} [${id}]`;
}

/** A level or a share: `0%`, `40%`, `over 99%`. */
export const part = percent;

/** `1 person`, `3 people`. */
export function people(count: number): string {
  return `${count} ${count === 1 ? 'person' : 'people'}`;
}

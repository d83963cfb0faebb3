/** What a trace is made of: things that happened, in time order, with names instead of numbers. */
import type { RecordSeen } from '../../catalog/types.ts';

/** A piece of work: where it is now, and the arrival that it descends from, which names it. */
export interface ItemName {
  /** `site/service/index` of the arrival, with `+fault` when extra demand brought it. */
  readonly id: string;
  readonly site: string;
  readonly service: string;
  readonly originSite: string;
  readonly originService: string;
  readonly index: number;
  readonly lineage: number;
  /** The fault whose extra demand brought it. */
  readonly surge: string | undefined;
  /** For re-entry the service whose work it types up. */
  readonly typesUp: string | undefined;
}

/** A component that is down for an item, or slow, and the way of working that is in force. */
export interface DownFor {
  readonly component: string;
  readonly level: number;
  /** Slow and not down. */
  readonly isSlow: boolean;
  readonly backup: string | undefined;
  readonly share: number;
}

export type WhyParked =
  'cut' | 'held' | 'diverted' | 'shed' | 'paused' | 'gave-up' | 'rebooked' | 'closed' | 'buddy' | 'switched';

export type Happening =
  | {
      readonly kind: 'fault-begins';
      readonly fault: string;
      readonly what: readonly string[];
      readonly level: number;
      readonly until: number | null;
    }
  | { readonly kind: 'fault-ends'; readonly fault: string; readonly what: readonly string[] }
  | {
      readonly kind: 'staff';
      readonly pool: string;
      readonly people: number;
      readonly before: number;
      /** Kept away by absences, and there because of actions. */
      readonly absent: number;
      readonly actions: readonly { readonly action: string; readonly people: number }[];
    }
  | {
      readonly kind: 'mode';
      readonly theta: number;
      readonly needs: readonly {
        readonly component: string;
        readonly level: number;
        readonly backup: string | undefined;
        readonly share: number;
      }[];
      /** Items waiting that cannot start. */
      readonly blocked: number;
    }
  | { readonly kind: 'closing'; readonly pool: string }
  /** A backlog has passed what starts an action, or fallen below what ends it. */
  | {
      readonly kind: 'called' | 'called-off';
      readonly action: string;
      readonly service: string;
      readonly backlog: number;
      readonly limit: number;
      readonly from: number;
      readonly until: number | null;
    }
  | {
      readonly kind: 'came';
      readonly how: 'arrived' | 'booked' | 'surge' | 'received' | 'followed' | 'contact' | 'returned' | 'typing-up';
      readonly from?: { readonly site: string; readonly service: string };
    }
  | { readonly kind: 'no-show' }
  | {
      readonly kind: 'joined';
      readonly pool: string;
      readonly priority: number;
      /** Items that the pool would take before it. */
      readonly ahead: number;
      readonly people: number;
      readonly busy: number;
    }
  | { readonly kind: 'blocked'; readonly by: readonly DownFor[] }
  | { readonly kind: 'unblocked' }
  | {
      readonly kind: 'started';
      readonly pool: string;
      readonly people: number;
      readonly busy: number;
      readonly until: number;
      readonly down: readonly DownFor[];
      readonly record: RecordSeen;
      readonly typingUp: number;
    }
  | { readonly kind: 'done' }
  | { readonly kind: 'waited-in-vain'; readonly why: 'gave-up' | 'rebooked' | 'closed' }
  | { readonly kind: 'parked'; readonly why: WhyParked; readonly until: number | null; readonly by: string | undefined }
  | {
      readonly kind: 'sent';
      readonly to: { readonly site: string; readonly service: string };
      readonly by: string | undefined;
    }
  | { readonly kind: 'left'; readonly to: 'hub' | 'nobody'; readonly by: string | undefined }
  | { readonly kind: 'follows'; readonly service: string; readonly due: number | null }
  | { readonly kind: 'to-type-up'; readonly due: number | null };

export interface TraceEvent {
  readonly tick: number;
  /** Several for staff that sites share. */
  readonly sites: readonly string[];
  /** Those concerned: one for an item, all that a pool serves; none for a fault. */
  readonly services: readonly string[];
  readonly item: ItemName | undefined;
  readonly what: Happening;
}

/** The arrival whose story is wanted, with everything that came of it. */
export interface Origin {
  readonly site: string;
  readonly service: string;
  readonly index: number;
  readonly surge?: string | undefined;
}

export interface Filter {
  readonly site?: string | undefined;
  readonly service?: string | undefined;
  readonly item?: Origin | undefined;
  /** Ticks, [from, to). */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export function isOf(item: ItemName, origin: Origin): boolean {
  return (
    item.index === origin.index &&
    item.originSite === origin.site &&
    item.originService === origin.service &&
    item.surge === origin.surge
  );
}

/** Faults have no service: they are told whichever service is asked for, since they are why. */
export function passes({ tick, sites, services, item, what }: TraceEvent, filter: Filter): boolean {
  if (tick < (filter.from ?? 0) || tick >= (filter.to ?? Infinity)) return false;
  if (filter.item) return item !== undefined && isOf(item, filter.item);
  if (filter.site !== undefined && !sites.includes(filter.site)) return false;
  const isFault = what.kind === 'fault-begins' || what.kind === 'fault-ends';
  return filter.service === undefined || isFault || services.includes(filter.service);
}

/** The links of a chain that answers why an item waits: each is explained by the one after it. */
import type { ItemName, WhyParked } from './events.ts';

export type Reason =
  /** It is not waiting: what it is doing instead. */
  | {
      readonly kind: 'not-waiting';
      readonly state: 'in-service' | 'done' | 'left' | 'no-show' | 'not-come';
      readonly at: number | null;
    }
  | {
      readonly kind: 'parked';
      readonly why: WhyParked;
      readonly since: number;
      readonly until: number | null;
      readonly by: string | undefined;
    }
  | { readonly kind: 'typing-up'; readonly until: number | null }
  /** It cannot start: its luck is not below what the need leaves. */
  | {
      readonly kind: 'blocked';
      readonly component: string;
      readonly luck: number;
      readonly level: number;
      readonly theta: number;
      readonly backup: string | undefined;
      readonly share: number;
    }
  /** A backup that would cover the need: why it does not carry this item. */
  | { readonly kind: 'backup'; readonly backup: string; readonly why: WhyNotCarried }
  | {
      readonly kind: 'level';
      readonly component: string;
      readonly level: number;
      /** What is to blame of what it requires, and how: of `any` or `at-least` one more that works would help. */
      readonly requires: readonly string[];
      readonly of: 'all' | 'any' | 'at-least' | 'base';
    }
  /** Nobody of the pool is on shift. */
  | { readonly kind: 'closed'; readonly pool: string; readonly opens: number | null }
  | {
      readonly kind: 'queue';
      readonly pool: string;
      readonly people: number;
      readonly busy: number;
      readonly priority: number;
      readonly ahead: number;
      readonly moreUrgent: number;
    }
  /** It types up what was started without the system at a moment. */
  | { readonly kind: 're-entry'; readonly service: string; readonly started: number }
  | { readonly kind: 'absent'; readonly pool: string; readonly people: number }
  | { readonly kind: 'surge'; readonly service: string }
  /** The same item in the world without the incident: it started at `start`, or had not by then either. */
  | {
      readonly kind: 'knock-on';
      readonly twin: 'started' | 'left' | 'never-came' | 'came-later';
      readonly at: number | null;
    }
  | { readonly kind: 'ordinary'; readonly twin: 'waits-too' | 'is-twin' | 'no-incident-yet' }
  | { readonly kind: 'action'; readonly action: string }
  /** What started the action: more than so many were due and not started at a full hour. */
  | {
      readonly kind: 'backlog';
      readonly action: string;
      readonly service: string;
      readonly above: number;
      readonly backlog: number;
      readonly at: number;
    }
  /** Where chains end when the incident is to blame. */
  | {
      readonly kind: 'fault';
      readonly fault: string;
      /** Component, pool or service. */
      readonly what: string;
      readonly site: string;
      readonly struck: number;
      /** Null: not within the study. */
      readonly until: number | null;
    };

export type WhyNotCarried =
  | {
      readonly kind: 'in-force';
      readonly share: number;
      readonly seats: boolean;
      readonly requires: string | undefined;
    }
  | { readonly kind: 'not-here' }
  | { readonly kind: 'not-prepared' }
  | { readonly kind: 'not-noticed'; readonly opens: number | null }
  | { readonly kind: 'setting-up'; readonly noticed: number; readonly until: number }
  | { readonly kind: 'too-late' }
  | { readonly kind: 'failed-to-start' }
  | { readonly kind: 'used-up'; readonly since: number | null };

export interface Answer {
  readonly item: ItemName;
  readonly at: number;
  readonly chain: readonly Reason[];
}

/** The effects that every kind compiles to: the only things the engine knows about incidents and strategies. */
import type { DelayDistribution, Shift } from './fields.ts';
import type { Interval } from './types.ts';

/** A component's own level at one site, lowered for a time. */
export interface LevelEffect extends Interval {
  /** Component or component/function. */
  readonly component: string;
  /** Position of the site in file order. */
  readonly site: number;
  readonly level: number;
}

/** People on top of a pool's base shifts. */
export interface StaffEffect extends Interval {
  readonly kind: 'staff';
  readonly pool: string;
  readonly people: number;
  /** `re-entry`: people who do nothing but typing up. */
  readonly as: 'extra' | 'late' | 're-entry';
}

/** A share of arrivals sent to a hub. */
export interface DivertEffect extends Interval {
  readonly kind: 'divert';
  readonly service: string;
  readonly share: number;
  readonly hub: { readonly site: string; readonly service: string };
  readonly returns: { readonly share: number; readonly after: DelayDistribution };
}

/** A share of arrivals that leaves and may come back. */
export interface ShedEffect extends Interval {
  readonly kind: 'shed';
  readonly service: string;
  readonly share: number;
  readonly returns: { readonly share: number; readonly after: 'next-working-day' | DelayDistribution };
}

/** A share of arrivals put off into the working time of later windows; none: parked to the end. */
export interface PauseEffect extends Interval {
  readonly kind: 'pause';
  readonly service: string;
  readonly share: number;
  readonly into: readonly Interval[];
}

/** A share of arrivals taken in by a partner site, at the same service. */
export interface BuddyEffect extends Interval {
  readonly kind: 'buddy';
  readonly service: string;
  readonly share: number;
  readonly partner: string;
  readonly returns: { readonly share: number; readonly after: DelayDistribution };
}

/** All arrivals of a service while it is switched off: a share comes by another service of the site at once, a share returns. */
export interface SwitchEffect extends Interval {
  readonly kind: 'switch';
  readonly service: string;
  readonly instead: { readonly service: string; readonly share: number };
  readonly returns: { readonly share: number; readonly after: 'next-working-day' | DelayDistribution };
}

/** A share of rebooked people who get slots that were held back. */
export interface ReleaseEffect extends Interval {
  readonly kind: 'release';
  readonly service: string;
  readonly share: number;
}

export type SiteEffect =
  StaffEffect | DivertEffect | BuddyEffect | SwitchEffect | ShedEffect | PauseEffect | ReleaseEffect;

/** What an action can ask about one site in one run while it compiles. */
export interface ActionContext {
  /** When the action holds here, already moved to samples and lead times. */
  readonly window: Interval;
  /** Every occurrence of a weekly pattern in the study, closed dates too. */
  occurrences(shifts: readonly Shift[]): readonly Interval[];
  /** Last end of a pool's base shifts on every date that has some, with the midnight after it. */
  shiftEnds(pool: string): readonly { readonly end: number; readonly midnight: number }[];
  /** Working windows of the first n working dates that end after a tick, clipped to start no earlier. */
  workingTime(from: number, dates: number): readonly Interval[];
  /** Whether the incident hits the site. */
  readonly isHit: boolean;
  /** When everything the site needs is back for good; undefined when never within the study. */
  readonly restoration: number | undefined;
  tickOf(dateTime: string): number;
  ticks(minutes: number): number;
}

/** What a fault can ask while it compiles for one run. */
export interface FaultContext {
  /** Sites that depend on what fails, in file order, within the fault's group if it names one. */
  readonly sitesAtRisk: readonly number[];
  readonly devices: (site: number) => number;
  /** The group whose technicians visit a site. */
  readonly technicians: (site: number) => string;
  readonly siteId: (site: number) => string;
  /** A uniform number of the fault, or of the fault at a site. */
  uniform(index: number, purpose: number): number;
  siteUniform(site: number, purpose: number): number;
  delay(distribution: DelayDistribution, u: number): number;
  tickOf(dateTime: string): number;
  ticks(minutes: number): number;
  /** Hours in which technicians of a site's group work, in time order. */
  workingHours(site: number, days: readonly number[], from: number, to: number): readonly Interval[];
  readonly horizon: number;
}

/** Round half up, as shares of counts are rounded everywhere. */
export function countOf(share: number, of: number): number {
  return Math.floor(share * of + 0.5);
}

/** The sites with the smallest uniforms: shares are nested, so a larger share only adds sites. */
export function smallest(sites: readonly number[], count: number, uniform: (site: number) => number): number[] {
  return sites
    .map((site) => ({ site, u: uniform(site) }))
    .sort((a, b) => a.u - b.u || a.site - b.site)
    .slice(0, count)
    .map(({ site }) => site);
}

/** The effects that every kind compiles to: the only things the engine knows about incidents and strategies. */
import type { DelayDistribution, Shift } from './fields.ts';
import type { Interval } from './types.ts';

/** A component's own level at one site, lowered for a time. */
export interface LevelEffect extends Interval {
  readonly kind: 'level';
  /** Component or component/function. */
  readonly component: string;
  /** Position of the site in file order. */
  readonly site: number;
  readonly level: number;
}

/** A component that answers, but slowly, at one site. */
export interface SlowEffect extends Interval {
  readonly kind: 'slow';
  readonly component: string;
  readonly site: number;
  /** Handling time is multiplied by it. */
  readonly slowdown: number;
}

/** A share of the people on base shifts of a site's pool who stay away. */
export interface AbsenceEffect extends Interval {
  readonly kind: 'absence';
  readonly fault: string;
  readonly pool: string;
  readonly site: number;
  readonly share: number;
}

/** Extra demand for a service of a site, on top of its base stream. */
export interface SurgeEffect extends Interval {
  readonly kind: 'surge';
  readonly fault: string;
  readonly service: string;
  readonly site: number;
  readonly extra: { readonly ofBase: number } | { readonly perDay: number };
}

export type FaultEffect = LevelEffect | SlowEffect | AbsenceEffect | SurgeEffect;

/** What a fault does in one run: the sites it strikes, and effects there and, by containment, elsewhere. */
export interface Struck {
  readonly sites: readonly number[];
  readonly effects: readonly FaultEffect[];
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

/** Whom a site can send people to in one run, and how much works there over time. */
export interface Partnership {
  readonly partner: string;
  /** Stretches of constant level of the component at the partner, in time order. */
  readonly working: readonly (Interval & { readonly level: number })[];
}

/** What an action says about partners: the service and component meant, and who helps whom. */
export interface SeeksPartner {
  readonly service: string;
  readonly component: string;
  readonly partners: Readonly<Record<string, string>>;
}

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
  /** The site's partner; undefined when it has none that has the service. */
  partnership(action: SeeksPartner): Partnership | undefined;
  tickOf(dateTime: string): number;
  ticks(minutes: number): number;
}

/** What a fault can ask while it compiles for one run in which it begins. */
export interface FaultContext {
  readonly id: string;
  /** When it begins in this run. */
  readonly at: number;
  /** Sites that depend on what fails, in file order, within the fault's group if it names one. */
  readonly sitesAtRisk: readonly number[];
  /** Sites to which the fault that set this one off confines it; undefined when nothing does. */
  readonly onlyAt: ReadonlySet<number> | undefined;
  /** Every site, within the fault's group if it names one. */
  readonly everySite: readonly number[];
  /** Staff pools, and services, of a site in file order. */
  pools(site: number): readonly string[];
  services(site: number): readonly string[];
  /** When somebody is on shift at a site, by base shifts, in time order. */
  open(site: number): readonly Interval[];
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

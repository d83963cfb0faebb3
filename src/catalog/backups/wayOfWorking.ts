/** The family of backups that are another way of working: what they carry on with, and how well. */
import { z } from 'zod';
import { componentRef, id, modeFields, usualModeFields, type Owner } from '../fields.ts';
import { commonFields, startingFields, type UsualStart } from './kind.ts';

type Record = 'none' | 'read' | 'full';

/** One line of what a kind usually covers in a general practice: services of the built-in template `gp-practice`. */
export interface UsualCover {
  readonly services: readonly string[];
  readonly component: string;
  readonly share: number;
  readonly slowdown: number;
  readonly reentryMinutes: number;
  readonly record: Record;
}

/** Services of the built-in template in which people are seen, and those that are time-critical. */
export const SEEING = ['same-day', 'same-day-nurse', 'home-visits', 'booked-gp', 'booked-nurse'];
export const URGENT = ['urgent-results', 'urgent-prescriptions', 'safeguarding'];

export const cover = (
  services: readonly string[],
  component: string,
  share: number,
  slowdown: number,
  reentryMinutes: number,
  record: Record,
): UsualCover => ({ services, component, share, slowdown, reentryMinutes, record });

interface Usual {
  readonly title: string;
  readonly owner: Owner;
  readonly cost?: Parameters<typeof commonFields>[0]['cost'];
  readonly start?: UsualStart;
  readonly covers: readonly UsualCover[];
}

const seats = z.number().int().min(1).max(1000).optional().meta({ label: 'People who can use it at once at a site' });

function coversOf<M extends z.ZodRawShape>(mode: M, usual: readonly UsualCover[]) {
  return z
    .array(
      z.strictObject({
        services: z.array(id).min(1).meta({ label: 'Services' }),
        component: componentRef,
        ...mode,
      }),
    )
    .min(1)
    .prefault(usual as never)
    .meta({ label: 'What it carries on; unless stated, what is usual in a general practice' });
}

/** Fields of a way of working whose mode has no usual values: every cover says its share. */
export function statedWay(usual: Usual) {
  return {
    ...commonFields(usual),
    ...startingFields(usual.start),
    covers: coversOf(modeFields, usual.covers),
    seats,
  };
}

/** Fields of a way of working: a cover that says nothing has the mode of the first usual cover. */
export function wayOfWorking(usual: Usual) {
  return {
    ...commonFields(usual),
    ...startingFields(usual.start),
    covers: coversOf(usualModeFields(usual.covers[0]!), usual.covers),
    seats,
  };
}

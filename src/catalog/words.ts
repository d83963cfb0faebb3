/** What things are called: neutral words, those that kinds of site and owners bring with them, and how a text is filled with them. */
import { z } from 'zod';

const name = z.string().min(1).max(60);
const noun = (one: string, many: string) =>
  z.strictObject({ one: name.meta({ label: one }), many: name.meta({ label: many }) });

export const words = z
  .strictObject({
    site: noun('One of them: terminal', 'Several: terminals').optional().meta({ label: 'What a site is called' }),
    person: noun('One of them: passenger', 'Several: passengers')
      .optional()
      .meta({ label: 'Whom, or what, a site serves' }),
    record: name.optional().meta({ label: 'What cannot be seen while the system is down: the passenger list' }),
    elsewhere: name.optional().meta({ label: 'Where work is passed on to: a neighbouring control room' }),
  })
  .meta({ label: 'Words' });
export type WordsGiven = z.infer<typeof words>;

export interface Noun {
  readonly one: string;
  readonly many: string;
}

export interface Words {
  readonly site: Noun;
  readonly person: Noun;
  readonly record: string;
  readonly elsewhere: string;
}

export const NEUTRAL: Words = {
  site: { one: 'site', many: 'sites' },
  person: { one: 'person', many: 'people' },
  record: 'the record',
  elsewhere: 'a hub',
};

export interface KindOfSite {
  readonly words: WordsGiven;
  /** Whether the verdict speaks of these sites when there are others beside them. */
  readonly headline: boolean;
  /** The pool whose time to spare decides recovery, and what that is called. */
  readonly mainPool?: { readonly pool: string; readonly label: string };
}

const PATIENT: Noun = { one: 'patient', many: 'patients' };

/** Kinds of site that bring words with them; any other id is a kind too. Only `hub` means something to results: hubs come last. */
export const KINDS_OF_SITE: Readonly<Record<string, KindOfSite>> = {
  'gp-practice': {
    words: {
      site: { one: 'practice', many: 'practices' },
      person: PATIENT,
      elsewhere: '111, urgent care or pharmacy',
    },
    headline: true,
    mainPool: { pool: 'gps', label: 'GP time to spare' },
  },
  pharmacy: { words: { site: { one: 'pharmacy', many: 'pharmacies' }, person: PATIENT }, headline: false },
  'hospital-unit': {
    words: { site: { one: 'hospital unit', many: 'hospital units' }, person: PATIENT },
    headline: false,
  },
  hub: { words: { site: { one: 'hub', many: 'hubs' } }, headline: false },
};

/** Owners that need no entry in the file. */
export const BUILT_IN_OWNERS: Readonly<Record<string, string>> = {
  site: 'The site itself',
  practice: 'Practice',
  pcn: 'Primary care network',
  icb: 'Integrated care board',
  trust: 'Hospital trust',
  national: 'National body',
  supplier: 'Supplier',
};

/** A text with `{site}`, `{sites}`, `{person}`, `{people}`, `{record}` and `{elsewhere}` in the words given. */
export function worded(text: string, given: Words): string {
  return text
    .replaceAll('{sites}', given.site.many)
    .replaceAll('{site}', given.site.one)
    .replaceAll('{people}', given.person.many)
    .replaceAll('{person}', given.person.one)
    .replaceAll('{record}', given.record)
    .replaceAll('{elsewhere}', given.elsewhere);
}

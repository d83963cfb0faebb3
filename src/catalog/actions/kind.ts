/** What the catalogue says of every kind of recovery action, and the fields that all of them have. */
import { z } from 'zod';
import { cost, id, note, owner, siteScope, source, title, when, type Owner } from '../fields.ts';

/** Read by the reference page; the example is a fragment of a scenario file that a test runs. */
export interface ActionKind {
  readonly kind: string;
  readonly title: string;
  readonly meaning: string;
  /** What is known of it and from where, or that it is an assumption. */
  readonly evidence: string;
  readonly decidedBy: Owner;
  /** Whose agreement it usually needs. */
  readonly agreement: readonly Owner[];
  /** Usual lead time, in words. */
  readonly leadTime: string;
  /** Cost in words, with its source or the word assumption. */
  readonly costs: string;
  readonly example: string;
}

interface Usual {
  readonly title: string;
  readonly decidedBy?: Owner;
  readonly agreement?: readonly Owner[];
  readonly cost?: z.input<typeof cost>;
}

/** Fields of every action. `usual` is what holds when the file says nothing. */
export function actionFields(usual: Usual) {
  return {
    id,
    title: title.default(usual.title).meta({ label: 'Title' }),
    sites: siteScope.default('affected').meta({ label: 'Sites in scope' }),
    when,
    decidedBy: owner.default(usual.decidedBy ?? 'practice').meta({ label: 'Who decides' }),
    agreement: z
      .array(owner)
      .default([...(usual.agreement ?? [])])
      .meta({ label: 'Whose agreement it needs' }),
    note: note.optional(),
    cost: usual.cost === undefined ? cost : cost.unwrap().prefault(usual.cost).meta({ label: 'Cost', unit: '£' }),
    source: source.optional(),
  };
}

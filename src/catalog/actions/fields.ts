/** What every recovery action is described with, whatever its kind. */
import { z } from 'zod';
import { cost, id, note, owner, siteScope, source, title, when } from '../fields.ts';

export const actionFields = {
  id,
  title,
  sites: siteScope.default('affected').meta({ label: 'Sites in scope' }),
  when,
  decidedBy: owner.default('site').meta({ label: 'Who decides: an owner' }),
  agreement: z.array(owner).default([]).meta({ label: 'Whose agreement it needs: owners' }),
  note: note.optional(),
  cost,
  source: source.optional(),
};

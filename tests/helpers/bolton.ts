/** The built-in Bolton scenario as delivered, or with its text changed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInTemplates } from '../../src/catalog/templates/index.ts';
import type { Model } from '../../src/scenario/model.ts';
import { parseScenario } from '../../src/scenario/parse.ts';

export const boltonText = readFileSync(join(import.meta.dirname, '../../scenarios/bolton-2024-07-19.yaml'), 'utf8');

export function boltonModel(change: (text: string) => string = (text) => text): Model {
  const { model, issues } = parseScenario(change(boltonText), builtInTemplates);
  if (!model) throw new Error(issues.map((issue) => issue.message).join('\n'));
  return model;
}

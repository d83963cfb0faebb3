/** The reference page and the JSON Schema: complete, and those in public/ are the ones this program makes. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { actionKinds } from '../../src/catalog/actions/index.ts';
import { backupKinds } from '../../src/catalog/backups/index.ts';
import { faultKinds } from '../../src/catalog/faults/index.ts';
import { measures, recoveryMeasures } from '../../src/catalog/measures/index.ts';
import { statistics } from '../../src/catalog/measures/statistics.ts';
import { builtInTemplates } from '../../src/catalog/templates/index.ts';
import { decisions } from '../../src/scenario/decisions.ts';
import { formatIssue } from '../../src/scenario/issue.ts';
import { scenarioJsonSchema } from '../../src/scenario/jsonSchema.ts';
import { editorJsonSchema } from '../../src/scenario/uncertain/editorSchema.ts';
import { minimal } from '../../src/scenario/minimal.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { referencePage } from '../../src/scenario/reference.ts';
import { escape, rowsOf } from '../../src/scenario/referenceRows.ts';

const schema = scenarioJsonSchema();
const page = referencePage();

function published(name: string): string {
  return readFileSync(new URL(`../../public/${name}`, import.meta.url), 'utf8');
}

describe('the files in public/', () => {
  it('are up to date; if not, npm run reference', () => {
    expect(published('scenario.schema.json')).toBe(`${JSON.stringify(editorJsonSchema(schema), null, 2)}\n`);
    expect(published('reference.html')).toBe(page);
  });
});

describe('the reference page', () => {
  it('says of every field what it means and what may stand there', () => {
    for (const [name, part] of [['file', schema] as const, ...Object.entries(schema.$defs!)]) {
      for (const row of rowsOf(part, schema)) {
        if (row.field === 'kind') continue;
        expect(row.meaning, `${name}: ${row.field}`).not.toBe('');
        expect(row.type, `${name}: ${row.field}`).not.toMatch(/undefined|any value/);
      }
    }
  });

  it('has a section for every kind, and every link leads somewhere', () => {
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]));
    for (const { kind } of faultKinds) expect(ids).toContain(`fault-${kind}`);
    for (const { kind } of backupKinds) expect(ids).toContain(`backup-${kind}`);
    for (const { kind } of actionKinds) expect(ids).toContain(`action-${kind}`);
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
  });

  it('uses each id once, and no inline style or script', () => {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(page).not.toMatch(/<style|<script|style=|onclick/);
  });

  it('shows defaults as they would be typed', () => {
    const rows = [...rowsOf(schema.$defs!['repair']!, schema), ...rowsOf(schema.$defs!['service']!, schema)];
    const standard = (field: string): string | undefined => rows.find((row) => row.field === field)?.standard;
    expect(standard('handsOn.from')).toBe('<code>08:00</code>');
    expect(standard('handsOn.days')).toBe('<code>mon-fri</code>');
    expect(standard('missedSlot.wait')).toBe('<code>60 min</code>');
    expect(standard('patience.returns')).toBe('<code>{ share: 0, after: 0 min }</code>');
  });

  it('begins with a file that can be run', () => {
    const { model, issues } = parseScenario(minimal, builtInTemplates);
    expect(issues.map(formatIssue)).toEqual([]);
    expect(model).toBeDefined();
  });

  it('lists every measure with its unit and which way is better, and how figures are worked out', () => {
    for (const { label, unit, meaning } of [...measures, ...recoveryMeasures]) {
      const better = unit === 'working days' || unit === 'hours' ? 'earlier' : 'less';
      expect(page).toContain(
        `<tr><th scope="row">${escape(label)}</th><td>${escape(meaning)}</td><td>${escape(unit)}</td><td>${better}</td></tr>`,
      );
    }
    for (const { label, meaning, source } of statistics)
      for (const text of [label, meaning, source]) expect(page).toContain(escape(text));
  });
  it('lists the decisions, each of an existing rule', () => {
    const rules = readFileSync(new URL('../../src/engine/RULES.md', import.meta.url), 'utf8');
    expect(decisions.length).toBeGreaterThanOrEqual(15);
    for (const { rule, question, choice } of decisions) {
      expect(rules).toMatch(new RegExp(`^${rule}\\. `, 'm'));
      expect(question).toMatch(/\?$/);
      expect(choice).toMatch(/\.$/);
    }
  });
});

describe('the JSON Schema', () => {
  it('has no reference to a part that does not exist', () => {
    const text = JSON.stringify(schema);
    for (const [, name] of text.matchAll(/"#\/\$defs\/([^"]+)"/g)) expect(schema.$defs).toHaveProperty(name!);
  });

  it('has the fields of the file and refuses others', () => {
    expect(schema.additionalProperties).toBe(false);
    expect(schema.required).toEqual(['format', 'id', 'title', 'start', 'sites', 'incident', 'strategies']);
  });
});

/** Figures with a source are told to people, not to programmers. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { builtInTemplates } from '../../src/catalog/templates/index.ts';
import { figureWords } from '../../src/scenario/figureWords.ts';
import { parseScenario } from '../../src/scenario/parse.ts';

const practice = builtInTemplates['gp-practice']!;
const bolton = parseScenario(readFileSync('scenarios/bolton-2024-07-19.yaml', 'utf8'), builtInTemplates).scenario!;

test('a figure is called by what it belongs to, with its value where it is one', () => {
  expect(figureWords(practice, 'pools.gps.utilisation')).toEqual({
    label: 'GPs, with the duty doctor: planned utilisation',
    value: '0.885',
  });
  expect(figureWords(practice, 'services.calls.arrivals.poisson.perThousandPerWeek')).toEqual({
    label: 'Telephone calls: arrivals, per thousand per week',
    value: '83.4',
  });
  expect(figureWords(practice, 'services.booked-gp.minutes')).toEqual({
    label: 'Booked GP appointments: handling, minutes',
    value: 'mean 12.2, spread (cv) 0.6',
  });
});

test('where many figures have one source they are not told one by one', () => {
  expect(figureWords(bolton, 'backups.paper-pack')).toEqual({ label: 'Paper pack' });
  expect(figureWords(practice, 'services.calls.needs')).toEqual({ label: 'Telephone calls: what it needs' });
});

test('what is no place of the scenario is told as it is written', () => {
  expect(figureWords(bolton, 'sites.pharmacy')).toEqual({ label: 'Sites, pharmacy' });
  expect(figureWords(bolton, 'Everything else, by judgement')).toEqual({ label: 'Everything else, by judgement' });
});

test('no figure of the built-in templates is told in the names of the file format', () => {
  const labels = Object.values(builtInTemplates).flatMap((template) =>
    template.sources.map(({ figure }) => figureWords(template, figure).label),
  );
  expect(labels.length).toBeGreaterThan(50);
  expect(labels.filter((label) => /[a-z][A-Z]|\./.test(label))).toEqual([]);
});

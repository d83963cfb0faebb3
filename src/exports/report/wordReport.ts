/** The whole report as plain data: verdict, charts, strategies, evidence, assumptions, method under the STRESS-DES headings, limits. */
import type { Template } from '../../catalog/templates/template.ts';
import { count, longDate } from '../../results/format.ts';
import type { Told } from '../anonymous.ts';
import { answerBlocks, evidenceBlocks } from './answers.ts';
import { basisWords } from './basis.ts';
import { STRATEGIES_ON_PAGE } from './boardPage.ts';
import { heading, paragraph, type Block, type ReportChart, type ReportDocument } from './blocks.ts';
import { logic, objectives } from './methodLogic.ts';
import { assumptions, assurance, codeAccess, data, experimentation, implementation, limits } from './methodRest.ts';
import { DISCLAIMER, incidentDate, onlyWords, repeatWords, standingWords, type Standing } from './standing.ts';

export interface ReportInput {
  readonly told: Told;
  readonly templates: Readonly<Record<string, Template>>;
  readonly standing: Standing;
  readonly charts: readonly ReportChart[];
}

/** Stops between its sections, so that whoever makes it can take a breath. */
export function* wordReport({ told, templates, standing, charts }: ReportInput): Generator<void, ReportDocument, void> {
  const { result, verdict, set } = told;
  const unfinished = standingWords(result, standing);
  const { decides } = verdict;
  const basis = basisWords({ set, result }, templates);
  // A chart shows as many strategies as a page has room for.
  const isCharted = charts.some(({ id }) => id === 'chance') && result.strategies.length <= STRATEGIES_ON_PAGE;
  const sections: (readonly Block[])[] = [];
  for (const section of [
    () => answerBlocks(told, !isCharted),
    () => assumptions(told, templates),
    () => evidenceBlocks(told),
    () => [
      heading(1, 'Method'),
      paragraph(
        'Under the headings of STRESS-DES (Monks and others, 2019: Strengthening the reporting of empirical simulation studies).',
        'note',
      ),
      ...objectives(told),
      ...logic(told),
    ],
    () => data(told, templates),
    () => [...experimentation(told), ...implementation(told), ...codeAccess(told), ...limits(), ...assurance(told)],
  ]) {
    yield;
    sections.push(section());
  }
  return {
    title: result.scenario.title,
    subtitle: `Incident on ${longDate(incidentDate(result))}; ${count(result.headline.affected)} of ${count(result.headline.total)} ${result.words.site.many} hit${onlyWords(set)}. ${repeatWords(result)}.`,
    foot: `Standby, ${result.scenario.id}, results ${result.hash}`,
    blocks: [
      ...(unfinished ? [paragraph(unfinished, 'lead')] : []),
      heading(1, 'Verdict'),
      paragraph(verdict.headline, 'lead'),
      ...(verdict.detail ? [paragraph(verdict.detail)] : []),
      ...(decides === undefined ? [] : [paragraph(decides)]),
      paragraph(`${basis.fitted} ${basis.predicted} ${basis.assumed}`),
      paragraph(DISCLAIMER, 'note'),
      ...(charts.length > 0 ? [heading(1, 'Charts')] : []),
      ...charts.flatMap(({ id, section, title, subtitle, alt, table }, k): Block[] => [
        ...(section === charts[k - 1]?.section ? [] : [heading(2, section)]),
        heading(3, title),
        paragraph(subtitle, 'note'),
        ...(alt === undefined ? [] : [{ kind: 'picture' as const, id, title, alt }]),
        table,
      ]),
      ...sections.flat(),
    ],
  };
}

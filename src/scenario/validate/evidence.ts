/** Evidence: what a claim is about must exist, and its bounds and dates must make sense. */
import { dateOf, dayNumber } from '../calendar.ts';
import { describeValue, listed, type Path } from '../issue.ts';
import type { Context } from './context.ts';
import { checkSite } from './references.ts';

export function checkEvidence(context: Context): void {
  const { scenario, unread } = context;
  scenario.evidence.forEach((evidence, k) => {
    const path: Path = ['evidence', k];
    const { sites } = evidence;
    const known: string[] = [];
    if ('template' in sites) {
      const used = new Set(scenario.sites.map((site) => site.template));
      if (used.has(sites.template))
        known.push(...scenario.sites.filter((site) => site.template === sites.template).map((site) => site.id));
      else if (!unread.templates.has(sites.template) && unread.sites.size === 0)
        context.unknown([...path, 'sites', 'template'], 'template in use', sites.template, used, {
          expected: `a template that sites have: ${listed([...used])}`,
        });
    } else known.push(...sites.ids.filter((id, j) => checkSite(context, [...path, 'sites', 'ids', j], id)));
    const shapes = [...new Set(known.map((id) => context.shapeOf[context.siteIndex.get(id)!]))].filter(
      (shape) => shape !== undefined,
    );
    if (
      shapes.length > 0 &&
      evidence.service !== undefined &&
      !shapes.some((shape) => shape.services.has(evidence.service!))
    )
      context.unknown(
        [...path, 'service'],
        'service',
        evidence.service,
        shapes.flatMap((shape) => [...shape.services.keys()]),
        { expected: 'a service of the sites it is about' },
      );
    if (shapes.length > 0 && evidence.pool !== undefined && !shapes.some((shape) => shape.pools.has(evidence.pool!)))
      context.unknown(
        [...path, 'pool'],
        'staff pool',
        evidence.pool,
        shapes.flatMap((shape) => [...shape.pools.keys()]),
        { expected: 'a pool of the sites it is about' },
      );
    if (
      evidence.strategy !== undefined &&
      !scenario.strategies.some((strategy) => strategy.id === evidence.strategy) &&
      !unread.strategies.has(evidence.strategy)
    )
      context.unknown(
        [...path, 'strategy'],
        'strategy',
        evidence.strategy,
        scenario.strategies.map((strategy) => strategy.id),
      );
    if (evidence.between[0] > evidence.between[1])
      context.error([...path, 'between'], 'The bounds are the wrong way round.', {
        found: evidence.between.join(' to '),
        expected: 'the lower one first',
        suggestion: `[ ${evidence.between[1]}, ${evidence.between[0]} ]`,
      });
    for (const field of ['on', 'by'] as const) {
      const date = evidence[field];
      if (date !== undefined && (dayNumber(date) < context.days.results || dayNumber(date) >= context.days.end))
        context.error([...path, field], 'This date lies outside the results period.', {
          found: describeValue(date),
          expected: `${dateOf(context.days.results)} to ${dateOf(context.days.end - 1)}`,
        });
    }
  });
}

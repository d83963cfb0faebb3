/** Practices: how much time the doctors have to spare. */
import type { Scenario } from '../schema.ts';
import { tidy } from '../delays.ts';
import type { Context } from '../validate/context.ts';
import { bounds, describeShare, type Control } from './control.ts';

const POOL = 'gps';

export function practiceControls(context: Context): Control[] {
  const used = [...new Set(context.scenario.sites.map((site) => site.template))];
  const found = used.flatMap((id) => {
    const template = context.templates.get(id)?.value;
    if (template?.kind !== 'gp-practice') return [];
    const utilisation = template.pools[POOL]?.utilisation;
    return utilisation === undefined ? [] : [{ id, template, utilisation }];
  });
  return found.map(({ id, template, utilisation }): Control => {
    const value = tidy(1 - utilisation);
    return {
      id: `${id}-spare`,
      label: found.length === 1 ? 'GP time to spare' : `GP time to spare, ${template.title}`,
      group: 'Practices',
      unit: 'share',
      ...bounds(value, { min: 0.02, max: 0.4, step: 0.01 }),
      value,
      describe: describeShare,
      apply: (given, to): Scenario => {
        // A built-in template is copied into the scenario, so that the change is in the file when it is saved.
        const now = given.templates[id] ?? template;
        const pool = { ...now.pools[POOL]!, utilisation: tidy(Math.min(0.99, Math.max(0.05, 1 - to))) };
        return { ...given, templates: { ...given.templates, [id]: { ...now, pools: { ...now.pools, [POOL]: pool } } } };
      },
    };
  });
}

/** Sites: how much time the people have to spare on whom recovery hangs. */
import type { Template } from '../../catalog/templates/template.ts';
import { KINDS_OF_SITE } from '../../catalog/words.ts';
import { tidy } from '../delays.ts';
import type { Scenario } from '../schema.ts';
import type { Context } from '../validate/context.ts';
import { bounds, describeShare, type Control } from './control.ts';

export function spareTimeControls(context: Context): Control[] {
  const used = [...new Set(context.scenario.sites.map((site) => site.template))];
  const found = used.flatMap((id) => {
    const template = context.templates.get(id)?.value;
    const main = template && mainPoolOf(template);
    const utilisation = main && template.pools[main.pool]?.utilisation;
    return utilisation === undefined ? [] : [{ id, template: template!, main: main!, utilisation }];
  });
  return found.map(({ id, template, main, utilisation }): Control => {
    const value = tidy(1 - utilisation);
    const isOnly = found.filter((other) => other.main.label === main.label).length === 1;
    return {
      id: `${id}-spare`,
      label: isOnly ? main.label : `${main.label}, ${template.title}`,
      group: 'Sites',
      unit: 'share',
      ...bounds(value, { min: 0.02, max: 0.4, step: 0.01 }),
      value,
      describe: describeShare,
      apply: (given, to): Scenario => {
        // A built-in template is copied into the scenario, so that the change is in the file when it is saved.
        const now = given.templates[id] ?? template;
        const pool = { ...now.pools[main.pool]!, utilisation: tidy(Math.min(0.99, Math.max(0.05, 1 - to))) };
        return {
          ...given,
          templates: { ...given.templates, [id]: { ...now, pools: { ...now.pools, [main.pool]: pool } } },
        };
      },
    };
  });
}

function mainPoolOf(template: Template): { readonly pool: string; readonly label: string } | undefined {
  return (
    template.mainPool ??
    (Object.hasOwn(KINDS_OF_SITE, template.kind) ? KINDS_OF_SITE[template.kind]!.mainPool : undefined)
  );
}

/** The few assumptions a planner moves, derived from any scenario that has no errors. */
import type { Template } from '../catalog/templates/template.ts';
import { backupControls } from './controls/backups.ts';
import { dateControls, periodControl } from './controls/calendar.ts';
import type { Control } from './controls/control.ts';
import { faultControls } from './controls/happens.ts';
import { withRange } from './controls/ranges.ts';
import { spareTimeControls } from './controls/spareTime.ts';
import type { Scenario } from './schema.ts';
import { parametersOf } from './uncertain/parameter.ts';
import { Context } from './validate/context.ts';
import { Reach } from './validate/reach.ts';

export type { Control, ControlGroup } from './controls/control.ts';

/** In the order in which they are shown: what happens, sites, backups. Ids are unique and stay the same when values change. */
export function controlsOf(scenario: Scenario, builtInTemplates: Readonly<Record<string, Template>>): Control[] {
  const context = new Context(scenario, builtInTemplates);
  const uncertain = parametersOf(scenario);
  return [
    ...dateControls(context),
    ...faultControls(context, new Reach(context)),
    periodControl(context),
    ...spareTimeControls(context),
    ...backupControls(context),
  ].map((control) => withRange(control, scenario, uncertain));
}

/** The file format as JSON Schema, made from the same zod schemas that read the file; parts that recur have a name. */
import { z } from 'zod';
import { action, actionKinds } from '../catalog/actions/index.ts';
import { backup, backupKinds } from '../catalog/backups/index.ts';
import { fault, faultKinds } from '../catalog/faults/index.ts';
import { begins, holds } from '../catalog/faults/common.ts';
import { remoteRepair, repair, stages } from '../catalog/faults/repair.ts';
import * as fields from '../catalog/fields.ts';
import * as templates from '../catalog/templates/template.ts';
import { words } from '../catalog/words.ts';
import * as own from './schema.ts';
import { uncertain } from './uncertain/schema.ts';

/** As much of JSON Schema as zod writes. `label` and `unit` are ours and become title and description. */
export interface JsonSchema {
  $ref?: string;
  $schema?: string;
  $defs?: Record<string, JsonSchema>;
  title?: string;
  description?: string;
  /** Rules that JSON Schema cannot say. */
  $comment?: string;
  label?: string;
  unit?: string;
  type?: string;
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  minItems?: number;
  maxItems?: number;
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  propertyNames?: JsonSchema;
  additionalProperties?: boolean | JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  [other: string]: unknown;
}

/** Parts with a name of their own, in the order in which the reference lists them. */
const NAMED: readonly (readonly [string, z.ZodType])[] = [
  ['words', words],
  ['ownerEntry', own.ownerEntry],
  ['group', own.group],
  ['component', own.component],
  ['requirement', own.requirement],
  ['site', own.site],
  ['template', templates.template],
  ['pool', templates.pool],
  ['shift', fields.shift],
  ['service', templates.service],
  ['arrivals', templates.arrivals],
  ['profile', templates.profile],
  ['need', templates.need],
  ['reentry', templates.reentry],
  ['fault', fault],
  ...faultKinds.map((kind) => [`fault-${kind.kind}`, kind.fields] as const),
  ['begins', begins],
  ['holds', holds],
  ['repair', repair],
  ['remoteRepair', remoteRepair],
  ['stages', stages],
  ['backup', backup],
  ...backupKinds.map((kind) => [`backup-${kind.kind}`, kind.fields] as const),
  ['action', action],
  ...actionKinds.map((kind) => [`action-${kind.kind}`, kind.fields] as const),
  ['when', fields.when],
  ['siteScope', fields.siteScope],
  ['cost', fields.cost],
  ['strategy', own.strategy],
  ['evidence', own.evidence],
  ['figureSource', templates.figureSource],
  ['uncertain', uncertain],
  ['minutesDistribution', fields.minutesDistribution],
  ['delayDistribution', fields.delayDistribution],
  ['duration', fields.duration],
  ['workingDays', fields.workingDays],
  ['clock', fields.clock],
  ['days', fields.days],
  ['date', fields.date],
  ['dateTime', fields.dateTime],
  ['id', fields.id],
  ['componentRef', fields.componentRef],
  ['share', fields.share],
];

/** The whole format; `$defs` in the order of the list above. */
export function scenarioJsonSchema(): JsonSchema {
  const names = z.registry<{ id: string }>();
  for (const [id, schema] of NAMED) names.add(schema, { id });
  const made = z.toJSONSchema(own.scenario, {
    io: 'input',
    metadata: names,
    override: ({ zodSchema, jsonSchema }) => {
      const { label, unit } = (z.globalRegistry.get(zodSchema) ?? {}) as { label?: string; unit?: string };
      if (label !== undefined) jsonSchema['title'] = label;
      if (unit !== undefined) jsonSchema['description'] = `Unit: ${unit}`;
      const rules = rulesOf(zodSchema);
      if (rules.length > 0) jsonSchema['$comment'] = rules.join('; ');
      // zod leaves out defaults that would have to be typed differently; `typed` below knows how.
      const def = zodSchema._zod.def as unknown as { type: string; defaultValue?: unknown };
      if (def.type === 'default' && def.defaultValue !== undefined) jsonSchema['default'] = def.defaultValue;
    },
  }) as unknown as JsonSchema;
  const defs = made.$defs ?? {};
  const root: JsonSchema = {
    ...made,
    $defs: Object.fromEntries(NAMED.flatMap(([id]) => (defs[id] ? [[id, defs[id]]] : []))),
  };
  for (const [id, def] of Object.entries(defs)) root.$defs![id] ??= def;
  return cleaned(root, root);
}

/** Rules that JSON Schema cannot say, in the words in which a broken one is reported. */
function rulesOf(schema: z.core.$ZodType): string[] {
  const { checks } = schema._zod.def as { checks?: readonly z.core.$ZodCheck[] };
  return (checks ?? []).flatMap((check) => {
    const { check: kind, error } = check._zod.def;
    const words = kind === 'custom' ? error?.({} as never) : undefined;
    return typeof words === 'string' ? [words] : [];
  });
}

/** Defaults as they would be typed, and no repetition of what a `$ref` says. */
function cleaned(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const result: JsonSchema = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'id') continue;
    if (key === 'default') result.default = typed(value, schema, root);
    else if (key === 'properties' || key === '$defs')
      result[key] = Object.fromEntries(
        Object.entries(value as Record<string, JsonSchema>).map(([name, inner]) => [name, cleaned(inner, root)]),
      );
    else if (Array.isArray(value) && (key === 'anyOf' || key === 'oneOf' || key === 'allOf' || key === 'prefixItems'))
      result[key] = (value as JsonSchema[]).map((inner) => cleaned(inner, root));
    else if (
      value !== null &&
      typeof value === 'object' &&
      (key === 'items' || key === 'additionalProperties' || key === 'propertyNames')
    )
      result[key] = cleaned(value as JsonSchema, root);
    else result[key] = value;
  }
  return result;
}

export function resolved(schema: JsonSchema, root: JsonSchema): JsonSchema {
  if (schema.$ref === undefined) return schema;
  const target = root.$defs?.[schema.$ref.replace('#/$defs/', '')];
  return target ? { ...resolved(target, root), ...schema, $ref: undefined } : schema;
}

/** zod knows defaults as the program holds them (480); in a file they are typed otherwise (08:00). */
function typed(value: unknown, schema: JsonSchema, root: JsonSchema): unknown {
  const at = resolved(schema, root);
  const branches = [at, ...(at.anyOf ?? []), ...(at.allOf ?? [])].map((branch) => resolved(branch, root));
  const pattern = branches.find((branch) => branch.pattern !== undefined)?.pattern ?? '';
  if (typeof value === 'number' && pattern.includes('24:00'))
    return `${String(Math.floor(value / 60)).padStart(2, '0')}:${String(value % 60).padStart(2, '0')}`;
  if (typeof value === 'number' && pattern.includes('min|h|day'))
    return value > 0 && value % 60 === 0 && value > 60 ? `${value / 60} h` : `${value} min`;
  if (isRecord(value) && 'fixed' in value && typeof value['fixed'] === 'number') return `${value['fixed']} min`;
  if (Array.isArray(value) && pattern.includes('mon|tue'))
    return value.join() === '0,1,2,3,4' ? 'mon-fri' : value.map((day) => fields.WEEKDAYS[Number(day)]).join(',');
  if (isRecord(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        typed(inner, branches.find((branch) => branch.properties?.[key])?.properties?.[key] ?? {}, root),
      ]),
    );
  if (Array.isArray(value))
    return value.map((inner: unknown) => typed(inner, branches.find((branch) => branch.items)?.items ?? {}, root));
  return value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

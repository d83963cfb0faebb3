/** The JSON Schema for editors: the format's, with an uncertain number allowed wherever a number or a length of time is. */
import type { JsonSchema } from '../jsonSchema.ts';
import { fixedBecause } from './places.ts';

const NAME = 'uncertainNumber';
const REF = `#/$defs/${NAME}`;
/** Definitions that are a length of time by themselves. */
const LENGTHS = new Set(['#/$defs/duration', '#/$defs/workingDays', '#/$defs/share']);
/** Definitions in which every number is part of a law or of the record. */
const KNOWN = new Set(['uncertain', 'evidence', 'duration', 'workingDays', 'share']);

export function editorJsonSchema(schema: JsonSchema): JsonSchema {
  const { $defs = {}, properties = {}, ...rest } = schema;
  const { of: _, ...fields } = $defs['uncertain']?.properties ?? {};
  const inPlace: JsonSchema = {
    title: 'A number that is not known, in place of the number',
    type: 'object',
    properties: {
      uncertain: {
        ...$defs['uncertain'],
        properties: {
          central: {
            ...fields['range']?.prefixItems?.[0],
            title: 'What is planned with; the middle of the law when left out',
          },
          ...fields,
        },
        required: [],
      },
    },
    required: ['uncertain'],
    additionalProperties: false,
  };
  return {
    ...rest,
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, inner]) => [
        name,
        fixedBecause([name]) === undefined ? allowing(inner) : inner,
      ]),
    ),
    $defs: {
      ...Object.fromEntries(
        Object.entries($defs).map(([name, inner]) => [name, KNOWN.has(name) ? inner : within(inner)]),
      ),
      [NAME]: inPlace,
    },
  };
}

function allowing(schema: JsonSchema): JsonSchema {
  const isNumber =
    ((schema.type === 'number' || schema.type === 'integer') && schema.const === undefined) ||
    (schema.type === 'string' && (schema.pattern?.includes('min|h|day|days') ?? false)) ||
    (schema.$ref !== undefined && LENGTHS.has(schema.$ref));
  if (!isNumber) return within(schema);
  const { title, description, default: standard, ...plain } = schema;
  return {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(standard !== undefined && { default: standard }),
    anyOf: [plain, { $ref: REF }],
  };
}

function within(schema: JsonSchema): JsonSchema {
  const { properties, items, prefixItems, anyOf, oneOf, allOf, additionalProperties } = schema;
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, allowing(inner)])),
    }),
    ...(items && { items: allowing(items) }),
    ...(prefixItems && { prefixItems: prefixItems.map(allowing) }),
    ...(anyOf && { anyOf: anyOf.map(allowing) }),
    ...(oneOf && { oneOf: oneOf.map(within) }),
    ...(allOf && { allOf: allOf.map(within) }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: allowing(additionalProperties) }),
  };
}

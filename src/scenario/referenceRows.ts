/** Rows of the reference: every field of a part of the format, told from its JSON Schema. */
import { listed } from './issue.ts';
import { resolved, type JsonSchema } from './jsonSchema.ts';

export interface Row {
  /** `patience.hubs[].share` */
  readonly field: string;
  /** HTML. */
  readonly type: string;
  readonly unit: string;
  readonly bounds: string;
  /** HTML: the default, or required, or optional. */
  readonly standard: string;
  readonly meaning: string;
}

export function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

export function code(value: unknown): string {
  return `<code>${escape(typeof value === 'string' ? value : spaced(value))}</code>`;
}

/** `{ share: 0, after: 0 min }`: as it would be typed. */
function spaced(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[ ${value.map(spaced).join(', ')} ]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value);
    return entries.length === 0 ? '{}' : `{ ${entries.map(([key, inner]) => `${key}: ${spaced(inner)}`).join(', ')} }`;
  }
  return String(value);
}

function nameOf(schema: JsonSchema): string | undefined {
  return schema.$ref?.replace('#/$defs/', '');
}

function link(name: string, root: JsonSchema): string {
  return `<a href="#${name}">${escape((root.$defs?.[name]?.title ?? name).replace(/:.*/, '').toLowerCase())}</a>`;
}

/** What may stand there, in words with links. */
export function typeOf(schema: JsonSchema, root: JsonSchema): string {
  const name = nameOf(schema);
  if (name !== undefined) return name === '' ? 'mapping' : link(name, root);
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum) return listed(schema.enum.map(code));
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches) return [...new Set(branches.map((branch) => typeOf(branch, root)))].join(' or ');
  if (schema.prefixItems)
    return `list of ${schema.prefixItems.length}: ${schema.prefixItems.map((item) => typeOf(item, root)).join(', ')}`;
  if (schema.type === 'array') return `list of ${plural(schema.items ?? {}, root)}`;
  if (schema.type === 'object' && typeof schema.additionalProperties === 'object')
    return `mapping from ${schema.propertyNames ? typeOf(schema.propertyNames, root) : 'text'} to ${typeOf(schema.additionalProperties, root)}`;
  if (schema.properties) {
    const keys = Object.keys(schema.properties);
    return keys.length === 1 ? `mapping with ${code(keys[0])}` : 'mapping';
  }
  if (schema.type === 'integer') return 'whole number';
  if (schema.type === 'string') return 'text';
  if (schema.type === 'boolean') return `${code(true)} or ${code(false)}`;
  return schema.type ?? 'any value';
}

function plural(items: JsonSchema, root: JsonSchema): string {
  const name = nameOf(items);
  if (name !== undefined) return `(${link(name, root)})`;
  return items.properties
    ? 'mappings'
    : items.type === 'array'
      ? `lists (${typeOf(items, root)})`
      : typeOf(items, root);
}

function boundsOf(schema: JsonSchema): string {
  const parts: string[] = [];
  const { minimum, maximum, exclusiveMinimum, minLength, maxLength, minItems, maxItems } = schema;
  if (minimum !== undefined && maximum !== undefined) parts.push(`${number(minimum)} to ${number(maximum)}`);
  else if (exclusiveMinimum !== undefined)
    parts.push(`above ${number(exclusiveMinimum)}${maximum === undefined ? '' : `, at most ${number(maximum)}`}`);
  else if (minimum !== undefined) parts.push(`at least ${number(minimum)}`);
  else if (maximum !== undefined) parts.push(`at most ${number(maximum)}`);
  if (schema.type === 'string' && maxLength !== undefined)
    parts.push(`${minLength ? `${minLength} to ` : 'at most '}${number(maxLength)} characters`);
  if (schema.type === 'array' && !schema.prefixItems && (minItems !== undefined || maxItems !== undefined))
    parts.push(
      minItems !== undefined && maxItems !== undefined
        ? `${minItems === maxItems ? '' : `${minItems} to `}${number(maxItems)} entries`
        : minItems === undefined
          ? `at most ${number(maxItems!)} entries`
          : `at least ${minItems} ${minItems === 1 ? 'entry' : 'entries'}`,
    );
  if (schema.$comment !== undefined) parts.push(schema.$comment);
  return parts.join('; ');
}

function number(value: number): string {
  return Math.abs(value) >= 1e15 ? 'any' : String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

function unitOf(schema: JsonSchema): string {
  return schema.description?.replace(/^Unit: /, '') ?? '';
}

/** Every field of a mapping, those within it indented by their path. Alternatives follow each other. */
export function rowsOf(schema: JsonSchema, root: JsonSchema, prefix = ''): Row[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, inner]) =>
    rowsOfField(`${prefix}${key}`, inner, root, schema.required?.includes(key) ?? false),
  );
  return [
    ...own,
    ...(schema.anyOf ?? []).flatMap((branch) => (nameOf(branch) === undefined ? branchRows(branch, root, prefix) : [])),
  ];
}

/** An alternative with one field is chosen by that field. */
function branchRows(branch: JsonSchema, root: JsonSchema, prefix: string): Row[] {
  const rows = rowsOf(branch, root, prefix);
  return Object.keys(branch.properties ?? {}).length === 1 && rows[0]
    ? [{ ...rows[0], standard: 'one of these' }, ...rows.slice(1)]
    : rows;
}

function rowsOfField(field: string, schema: JsonSchema, root: JsonSchema, isRequired: boolean): Row[] {
  const full = resolved(schema, root);
  const isNumeric = full.type === 'number' || full.type === 'integer';
  const row: Row = {
    field,
    type: typeOf(schema, root),
    unit: unitOf(full),
    bounds: isNumeric || nameOf(schema) === undefined ? boundsOf(full) : '',
    standard:
      full.default === ''
        ? 'empty'
        : full.default !== undefined
          ? code(full.default)
          : isRequired
            ? 'required'
            : 'optional',
    meaning: full.title ?? '',
  };
  return [row, ...within(field, schema, root)];
}

function within(field: string, schema: JsonSchema, root: JsonSchema): Row[] {
  if (nameOf(schema) !== undefined) return [];
  if (schema.properties) return rowsOf(schema, root, `${field}.`);
  if (schema.items) return within(`${field}[]`, schema.items, root);
  return (schema.anyOf ?? []).flatMap((branch) => within(field, branch, root));
}

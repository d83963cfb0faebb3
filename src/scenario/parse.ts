/** Text to scenario: read, checked field by field, checked across, all problems at once. Never throws. */
import type { Template } from '../catalog/templates/template.ts';
import { expectation } from './expectations.ts';
import { formatPath, type Issue, type Path } from './issue.ts';
import { toModel, type Model } from './model.ts';
import { readText, type Tree } from './readText.ts';
import { salvage } from './salvage.ts';
import { scenario as scenarioSchema, type Scenario } from './schema.ts';
import { findings, type Finding } from './schemaIssues.ts';
import { checkCorners } from './uncertain/corners.ts';
import { inWordsOfFile } from './uncertain/hints.ts';
import { hoist } from './uncertain/hoist.ts';
import { overloadedWorlds } from './uncertain/overload.ts';
import { settle } from './uncertain/settle.ts';
import type { CrossFinding } from './validate/context.ts';
import { sorted, toIssue, validate, validateWhatWasRead } from './validate.ts';

export const FORMAT = 1;
const MAX_ISSUES = 500;

export interface Parsed {
  /** When every field could be read; it may still have errors across fields. */
  readonly scenario?: Scenario;
  /** When there is no error: ready to simulate. */
  readonly model?: Model;
  readonly issues: readonly Issue[];
}

/** Reads a scenario file (YAML 1.2, so JSON too). Errors first; with none of them there is a model. */
export function parseScenario(text: string, builtInTemplates: Readonly<Record<string, Template>>): Parsed {
  try {
    return parse(readText(text), builtInTemplates);
  } catch (error) {
    return {
      issues: [
        {
          severity: 'error',
          path: '',
          message: `The file could not be checked: ${error instanceof Error ? error.message.slice(0, 200) : 'unknown reason'}.`,
        },
      ],
    };
  }
}

function parse(tree: Tree, builtIn: Readonly<Record<string, Template>>): Parsed {
  const { value, locate } = tree;
  if (value === undefined) return { issues: sorted(tree.issues) };
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    const found = Array.isArray(value) ? 'a list' : 'a single value';
    return {
      issues: [
        ...tree.issues,
        {
          severity: 'error',
          path: '',
          line: 1,
          column: 1,
          message: 'The file is not a scenario.',
          found,
          expected: 'fields such as format: 1, id: ..., title: ...',
        },
      ],
    };
  }
  const otherFormat = formatIssueOf(value as Record<string, unknown>, locate);
  if (otherFormat) return { issues: [otherFormat] };

  const hoisted = hoist(value as Record<string, unknown>);
  const unreadable = new Set([...tree.issues.map((issue) => issue.path), ...hoisted.blank]);
  // The schema sees plain numbers; what is said is said of the file as it was written.
  const said = (finding: CrossFinding): Issue =>
    toIssue({ ...finding, path: hoisted.original(finding.path) }, value, locate);
  const wrong = (finding: Finding): Issue => said({ severity: 'error', ...finding });
  const place = (path: Path): ReturnType<typeof locate> => locate(hoisted.original(path));

  const found = readFields(hoisted.value);
  if (found === undefined)
    return {
      issues: [{ severity: 'error', path: '', message: 'There are too many mistakes in this file to list them.' }],
    };
  const { read, looked } = found;
  if (!read.success) {
    const fields = findings(read.error.issues, looked)
      .filter((finding) => !unreadable.has(formatPath(finding.path)))
      .map((finding) => inWordsOfFile(finding, hoisted.value, value, hoisted.original));
    const partial = salvage(looked, read.error.issues);
    const across = partial
      ? validateWhatWasRead(partial.scenario, builtIn, partial.unread, partial.hasDates).map((finding) => ({
          ...finding,
          path: partial.original(finding.path),
        }))
      : [];
    return {
      issues: capped(
        sorted([...tree.issues, ...hoisted.findings.map(wrong), ...fields.map(wrong), ...across.map(said)]),
      ),
    };
  }
  const { scenario, findings: unsettled, rules } = settle(read.data, builtIn);
  const issues = [
    ...tree.issues,
    ...[...hoisted.findings, ...unsettled].map(wrong),
    ...validate(scenario, builtIn, place).filter((issue) => !unreadable.has(issue.path)),
  ];
  if (!issues.some(isError)) issues.push(...checkCorners(scenario, builtIn, rules).map(wrong));
  if (issues.some(isError)) return { scenario, issues: capped(sorted(issues)) };
  issues.push(...overloadedWorlds(scenario, builtIn).map((finding) => said({ severity: 'warning', ...finding })));
  return { scenario, model: toModel(scenario, builtIn), issues: capped(sorted(issues)) };
}

function isError(issue: Issue): boolean {
  return issue.severity === 'error';
}

type Read = ReturnType<typeof scenarioSchema.safeParse>;

/** Far more mistakes than anybody lists are more than zod can hold: then only the beginning of each list is looked at. */
function readFields(value: Record<string, unknown>): { read: Read; looked: Record<string, unknown> } | undefined {
  try {
    return { read: scenarioSchema.safeParse(value, { error: expectation }), looked: value };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const looked = Object.fromEntries(
      Object.entries(value).map(([key, field]) => [key, Array.isArray(field) ? field.slice(0, MAX_ISSUES) : field]),
    );
    const read = scenarioSchema.safeParse(looked, { error: expectation });
    return read.success ? undefined : { read, looked };
  }
}

/** A file of another format gets one clear issue, not a hundred unclear ones. */
function formatIssueOf(value: Record<string, unknown>, locate: Tree['locate']): Issue | undefined {
  const { format } = value;
  if (format === FORMAT || format === undefined) return undefined;
  const place = locate(['format']);
  const isNewer = typeof format === 'number' && format > FORMAT;
  return {
    severity: 'error',
    path: 'format',
    ...place,
    message: isNewer
      ? 'This file was written for a newer version of Standby.'
      : 'This is not a format that Standby reads.',
    found:
      typeof format === 'string'
        ? `"${format.slice(0, 60)}"`
        : format === null
          ? 'nothing'
          : typeof format === 'object'
            ? 'a list or mapping'
            : String(format),
    expected: `format: ${FORMAT}`,
    ...(String(format).trim() === String(FORMAT) && { suggestion: `format: ${FORMAT}, without quotation marks` }),
  };
}

function capped(issues: readonly Issue[]): Issue[] {
  if (issues.length <= MAX_ISSUES) return [...issues];
  const more = issues.length - MAX_ISSUES;
  return [
    ...issues.slice(0, MAX_ISSUES),
    {
      severity: issues.slice(MAX_ISSUES).some((issue) => issue.severity === 'error') ? 'error' : 'warning',
      path: '',
      message: `There are ${more} more issues like these.`,
    },
  ];
}

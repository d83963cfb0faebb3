/** Checks across a scenario: everything that one field alone cannot show. Gives issues, errors first by place. */
import { formatPath, whole, type Issue, type Path } from './issue.ts';
import type { Place } from './readText.ts';
import type { Scenario } from './schema.ts';
import { Context, type CrossFinding, type Templates, type Unread } from './validate/context.ts';
import { checkCircles } from './validate/circles.ts';
import { checkCoverage } from './validate/coverage.ts';
import { checkDateFactors, checkDates } from './validate/dates.ts';
import { checkEvidence } from './validate/evidence.ts';
import { checkFaultMoments, checkFaults } from './validate/faults.ts';
import { checkHubs } from './validate/hubs.ts';
import { checkBaseline, checkIds } from './validate/ids.ts';
import { checkPartners } from './validate/partners.ts';
import { checkReferences } from './validate/references.ts';
import { checkIdleServices, checkServices } from './validate/services.ts';
import { checkStaff } from './validate/staff.ts';
import { checkTriggers } from './validate/triggers.ts';

/** Issues of a scenario that has been read; for one built in the program there are no lines. */
export function validate(
  scenario: Scenario,
  builtIn: Templates,
  locate: (path: Path) => Place | undefined = () => undefined,
): Issue[] {
  const context = new Context(scenario, builtIn);
  checkIds(context);
  checkBaseline(context);
  checkReferences(context);
  checkFaults(context);
  checkServices(context);
  checkDates(context);
  checkFaultMoments(context);
  checkDateFactors(context);
  checkHubs(context);
  checkPartners(context);
  checkCircles(context);
  checkTriggers(context);
  checkStaff(context);
  checkEvidence(context);
  checkCoverage(context);
  checkIdleServices(context);
  return issuesFrom(context, scenario, locate);
}

/** The checks that still mean something when parts of the file could not be read. */
export function validateWhatWasRead(
  scenario: Scenario,
  builtIn: Templates,
  unread: Unread,
  hasDates: boolean,
): readonly CrossFinding[] {
  const context = new Context(scenario, builtIn, unread);
  checkIds(context);
  checkReferences(context);
  checkFaults(context);
  checkServices(context);
  if (hasDates) {
    checkDates(context);
    checkFaultMoments(context);
  }
  return context.findings.filter((finding) => finding.severity === 'error');
}

function issuesFrom(context: Context, root: unknown, locate: (path: Path) => Place | undefined): Issue[] {
  const issues = context.findings.map((finding) => toIssue(finding, root, locate));
  if (context.unsaid > 0)
    issues.push({
      severity: 'warning',
      path: '',
      message: `There are ${whole(context.unsaid)} more issues like these.`,
    });
  return sorted(issues);
}

/** A finding with its line, and the id of the list entry it is in. */
export function toIssue(finding: CrossFinding, root: unknown, locate: (path: Path) => Place | undefined): Issue {
  const { path, severity, ...rest } = finding;
  const place = placeOf(path, root);
  return { severity, path: formatPath(path), ...locate(path), ...(place !== undefined && { place }), ...rest };
}

/** Errors before warnings, each from the top of the file. */
export function sorted(issues: readonly Issue[]): Issue[] {
  return [...issues].sort(
    (a, b) =>
      Number(a.severity === 'warning') - Number(b.severity === 'warning') ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0),
  );
}

/** The id of the deepest list entry on the path. */
function placeOf(path: Path, root: unknown): string | undefined {
  let value = root;
  let id: string | undefined;
  for (const part of path) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, part)) break;
    value = (value as Record<string | number, unknown>)[part];
    if (typeof part === 'number' && value !== null && typeof value === 'object' && Object.hasOwn(value, 'id')) {
      const own = (value as { id?: unknown }).id;
      if (typeof own === 'string') id = own.slice(0, 60);
    }
  }
  return id;
}

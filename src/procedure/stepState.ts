import { reasonRules } from './approvalReasons.ts';
import type { ChangeRecord } from './changeRecord.ts';
import { findingBriefs, type HinderingCode } from './findingBriefs.ts';
import { findingRules } from './findings.ts';
import type { Procedure, RoleId } from './procedure.ts';
import type { ComplianceReport, Finding, FindingData, Step } from './report.ts';
import { list, person, plain, quoted, roleNames } from './wording.ts';
import { joined, say, type Text } from '../base/say.ts';

/** A report with what it was made from. */
export interface Judged {
  readonly procedure: Procedure;
  readonly record: ChangeRecord;
  readonly report: ComplianceReport;
}

/** How a step stands, in a few words: `2 of 2 · @dev-2, @dev-3`, `waiting for acme/security: “src/auth/**” changed`. */
export function stepState(step: Step, judged: Judged): Text {
  if (step.status === 'not-required') {
    return say`not required`;
  }
  const [first, ...others] = byWeight(step).filter(
    ({ severity }) => severity === 'error' || severity === 'unknown',
  );
  if (step.role === 'developer') {
    const subject = step.number === 1 ? judged.record.ticket?.key : pullRequestKey(judged.record);
    if (first === undefined) {
      return plain(subject ?? '');
    }
    return others.length === 0 ? briefOf(first) : say`${briefOf(first)} +${others.length}`;
  }
  const why = first && whyOpen(step, step.role, first, judged);
  return joined(
    [placesOf(step, step.role, judged, why), why].filter((text) => text !== undefined),
    ' · ',
  );
}

/** How many steps are done or not required. */
export function stepsDone({ steps }: ComplianceReport): number {
  return steps.filter(({ status }) => status === 'done' || status === 'not-required').length;
}

/**
 * What blocks first, then what is to be done before someone is asked to approve, then the approvals, then what is
 * unknown, then what is only to be known.
 */
export function byWeight({ findings }: Step): readonly Finding[] {
  return findings.toSorted((a, b) => weightOf(a) - weightOf(b));
}

function weightOf({ code }: Finding): number {
  return code === 'approvals.missing' ? weights.approvals : weights[findingRules[code].kind];
}

const weights = { blocking: 0, error: 1, approvals: 2, unknown: 3, warning: 4, info: 5 } as const;

function briefOf({ code, data }: Finding): Text {
  // Code and data belong together; that a lookup keeps them so is more than TypeScript can tell.
  const brief = findingBriefs[code as HinderingCode] as (data: FindingData[HinderingCode]) => Text;
  return brief(data as FindingData[HinderingCode]);
}

/** Left out where they are not what the step waits for, and where they say no more than that it waits. */
function placesOf(step: Step, role: RoleId, { procedure }: Judged, why: Text | undefined): Text | undefined {
  const people = step.approvals.filter(({ counts }) => counts).map(({ author }) => person(author));
  const need = procedure.roles[role].approvals;
  const have = Math.min(people.length, need);
  if (why !== undefined && (have === need || (have === 0 && need === 1) || step.status === 'unknown')) {
    return undefined;
  }
  const places = say`${have} of ${need}`;
  return people.length > 0 ? say`${places} · ${people.join(', ')}` : places;
}

function whyOpen(step: Step, role: RoleId, first: Finding, judged: Judged): Text {
  if (first.code !== 'approvals.missing') {
    return briefOf(first);
  }
  const again = step.approvals.find(({ reason }) => reason !== undefined && reasonRules[reason].again);
  if (again?.reason !== undefined) {
    return say`${person(again.author)} ${reasonRules[again.reason].brief}`;
  }
  const impact = whyRequired(step);
  const who = whoIn(role, judged);
  return impact === undefined ? say`waiting for ${who}` : say`waiting for ${who}: ${impact}`;
}

/** The teams of a role, else the people who could approve, else what the role is called. */
function whoIn(role: RoleId, { procedure, report }: Judged): Text {
  const { teams } = procedure.roles[role];
  const eligible = report.remaining.find((remaining) => remaining.role === role)?.eligible ?? [];
  if (teams.length > 0) {
    return list(teams.map(plain), 'or', 3);
  }
  return eligible.length > 0 && eligible.length <= 3 ? list(eligible.map(person), 'or') : roleNames[role];
}

/** Why the security team is asked. */
function whyRequired({ findings }: Step): Text | undefined {
  for (const finding of findings) {
    switch (finding.code) {
      case 'impact.path':
        return say`${plain(finding.data.pattern)} changed`;
      case 'impact.label':
        return say`label ${quoted(finding.data.label)}`;
      case 'impact.unknown':
        return say`not all files could be read`;
      case 'checklist.not-applicable':
        return say`checklist has N/A`;
      default:
        break;
    }
  }
  return undefined;
}

function pullRequestKey({ pullRequest }: ChangeRecord): string | undefined {
  return pullRequest === null ? undefined : `#${pullRequest.number}`;
}

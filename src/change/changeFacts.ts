import { checkShape } from '../procedure/checkShape.ts';
import { parseChangeRecord } from '../procedure/parseChangeRecord.ts';
import { withDefaults } from '../procedure/procedureDefaults.ts';
import { procedureFileShape, type ProcedureFile } from '../procedure/procedureKeys.ts';
import {
  choice,
  fields,
  flag,
  list,
  optional,
  required,
  text,
  wholeNumber,
  type ShapeOf,
} from '../procedure/shape.ts';
import { time } from '../procedure/time.ts';
import type { OtherPullRequest } from './hostedChange.ts';
import type { ChangeFacts, ProcedureSource } from './observedChange.ts';
import type { TicketSummary } from './tracker.ts';

const ticket: ShapeOf<TicketSummary> = fields<TicketSummary>({
  id: required(text),
  tracker: required(text),
  key: required(text),
  url: required(text),
  title: required(text),
  state: required(choice('open', 'closed')),
  createdAt: required(time),
  createdBy: required(text),
  closedAt: optional(time),
  isPullRequest: optional(flag),
  notPlanned: optional(flag),
  labels: required(list(text)),
  assignees: required(list(text)),
  assignedToMe: required(flag),
});

/** As JSON keeps it: what is undefined is not there. */
interface Kept extends Partial<
  Pick<ChangeFacts, 'ticketKey' | 'ticket' | 'viewer' | 'fingerprint' | 'otherPullRequests'>
> {
  readonly branch: string;
  readonly procedureSource: Pick<ProcedureSource, 'baseBranch' | 'differsHere'> &
    Partial<Pick<ProcedureSource, 'commit' | 'problem'>>;
}

const kept = fields<Kept>({
  branch: required(text),
  ticketKey: optional(text),
  ticket: optional(ticket),
  viewer: optional(text),
  fingerprint: optional(text),
  otherPullRequests: optional(
    list(
      fields<OtherPullRequest>({
        number: required(wholeNumber(1)),
        url: required(text),
        baseRef: required(text),
      }),
    ),
  ),
  procedureSource: required(
    fields<Kept['procedureSource']>({
      baseBranch: required(text),
      commit: optional(text),
      problem: optional(text),
      differsHere: required(flag),
    }),
  ),
});

/** Takes a JSON value for the facts of a change; undefined when any of it is not what it must be. */
export function parseChangeFacts(value: unknown): ChangeFacts | undefined {
  if (typeof value !== 'object' || value === null || !('record' in value) || !('procedure' in value)) {
    return undefined;
  }
  const record = parseChangeRecord(value.record);
  const isSound =
    checkShape(value, kept, { unknownKeys: 'ignore' }).length === 0 &&
    checkShape(value.procedure, procedureFileShape, { unknownKeys: 'refuse' }).length === 0;
  if (!record.ok || !isSound) {
    return undefined;
  }
  // The shapes accept exactly these types: their declarations do not compile otherwise.
  const facts = value as unknown as Kept;
  const { commit, problem, ...source } = facts.procedureSource;
  return {
    branch: facts.branch,
    ticketKey: facts.ticketKey,
    ticket: facts.ticket,
    viewer: facts.viewer,
    fingerprint: facts.fingerprint,
    otherPullRequests: facts.otherPullRequests ?? [],
    record: record.record,
    procedure: withDefaults(value.procedure as ProcedureFile),
    procedureSource: { ...source, commit, problem },
  };
}

import type { Check } from '../../procedure/changeRecord.ts';
import type { CheckAnswer, CheckRunAnswer, StatusAnswer } from './answers.ts';
import { needed, Unread } from './spoilt.ts';

/** The latest of each check, and those that the host requires and that have not reported, as pending. */
export function checksFrom(answers: readonly CheckAnswer[], required: readonly string[]): Check[] {
  const latest = new Map<string, CheckAnswer>();
  for (const answer of answers) {
    const key = keyOf(answer);
    const other = latest.get(key);
    if (!other || startOf(answer) >= startOf(other)) {
      latest.set(key, answer);
    }
  }
  const checks = [...latest.values()].map((answer) =>
    answer.__typename === 'CheckRun' ? runFrom(answer) : statusFrom(answer),
  );
  const reported = new Set(checks.map(({ name }) => name));
  const silent = [...new Set(required)].filter((name) => !reported.has(name));
  return [...checks, ...silent.map((name): Check => ({ name, result: 'pending' }))];
}

/** A run replaces an earlier one of the same workflow; two workflows may each have a job of one name. */
function keyOf(answer: CheckAnswer): string {
  if (answer.__typename === 'StatusContext') {
    return JSON.stringify(['status', answer.context]);
  }
  const { app, workflowRun } = answer.checkSuite ?? {};
  return JSON.stringify(['run', answer.name, app?.slug, workflowRun?.workflow.id, workflowRun?.event]);
}

/** One that has not started yet is the latest. */
function startOf(answer: CheckAnswer): number {
  const at = answer.__typename === 'CheckRun' ? answer.startedAt : answer.createdAt;
  return at == null ? Infinity : Date.parse(at);
}

function runFrom(run: CheckRunAnswer): Check {
  const isOver = run.status === 'COMPLETED';
  return {
    name: run.name,
    result: isOver ? conclusionFrom(needed(run.conclusion)) : 'pending',
    ...(isOver && run.completedAt != null && { completedAt: run.completedAt }),
    ...(run.detailsUrl != null && { url: run.detailsUrl }),
  };
}

function statusFrom(status: StatusAnswer): Check {
  const result = stateFrom(status.state);
  return {
    name: status.context,
    result,
    ...(result !== 'pending' && { completedAt: status.createdAt }),
    ...(status.targetUrl != null && { url: status.targetUrl }),
  };
}

export function conclusionFrom(conclusion: string): Check['result'] {
  switch (conclusion.toUpperCase()) {
    case 'SUCCESS':
      return 'success';
    case 'NEUTRAL':
      return 'neutral';
    case 'SKIPPED':
      return 'skipped';
    case 'FAILURE':
    case 'CANCELLED':
    case 'TIMED_OUT':
    case 'ACTION_REQUIRED':
    case 'STALE':
    case 'STARTUP_FAILURE':
      return 'failure';
    default:
      throw new Unread(`A check ended as “${conclusion}”, which this version of Change Guide does not know.`);
  }
}

export function stateFrom(state: string): Check['result'] {
  switch (state.toUpperCase()) {
    case 'SUCCESS':
      return 'success';
    case 'PENDING':
    case 'EXPECTED':
      return 'pending';
    case 'FAILURE':
    case 'ERROR':
      return 'failure';
    default:
      throw new Unread(`A status is “${state}”, which this version of Change Guide does not know.`);
  }
}

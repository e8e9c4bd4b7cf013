import type * as vscode from 'vscode';
import type { RepositoryName } from '../../change/hostedChange.ts';
import type { Period } from '../../evidence/audit/question.ts';
import { t } from '../language.ts';
import { askPick, askText, back, type Answer, type Position } from '../startChange/steps.ts';
import { beginningOf, endOf, lastDayOf, recentPeriods } from './periods.ts';

/** What of a host is audited. */
interface AuditScope {
  readonly owner: string | undefined;
  readonly repositories: readonly RepositoryName[];
}

export interface AuditAnswers extends AuditScope {
  readonly period: Period;
}

/** Asks what is to be audited: which repositories, and which period. */
export async function askAudit(current: RepositoryName, now: Date): Promise<AuditAnswers> {
  const title = t`Audit a Period`;
  let at = 1;
  let scope: AuditScope | undefined;
  for (;;) {
    if (scope === undefined || at === 1) {
      const answer = await askScope(current, { title, step: 1, totalSteps: 2 });
      scope = answer === back ? undefined : answer;
      at = 2;
      continue;
    }
    const period = await askPeriod(now, { title, step: 2, totalSteps: 2 });
    if (period !== back) {
      return { ...scope, period };
    }
    at = 1;
  }
}

async function askScope(current: RepositoryName, position: Position): Promise<Answer<AuditScope>> {
  const name = `${current.owner}/${current.name}`;
  const items = [
    {
      label: `$(repo) ${name}`,
      description: t`this window’s repository`,
      scope: { owner: undefined, repositories: [current] },
    },
    {
      label: `$(organization) ${t`All repositories of ${current.owner}`}`,
      description: t`archived ones too`,
      scope: { owner: current.owner, repositories: [] },
    },
    { label: `$(list-unordered) ${t`Other repositories…`}`, scope: undefined },
  ];
  const answer = await askPick({ ...position, placeholder: t`What is audited?`, items });
  if (answer === back) {
    return back;
  }
  return answer.scope ?? askNames(name, position);
}

async function askNames(current: string, { title }: Position): Promise<Answer<AuditScope>> {
  const text = await askText({
    title,
    step: 1,
    totalSteps: 2,
    value: '',
    prompt: t`Repositories on the same host, with blanks or commas between them`,
    placeholder: current,
    check: (typed) =>
      namesIn(typed) ? {} : { problem: t`Name each repository with its owner, such as ${current}.` },
  });
  return text === back ? back : { owner: undefined, repositories: namesIn(text) ?? [] };
}

function namesIn(text: string): RepositoryName[] | undefined {
  const names = text.split(/[\s,]+/).filter(Boolean);
  const found = names.flatMap((each) => {
    const [, owner, name] = /^([\w.-]+)\/([\w.-]+)$/.exec(each) ?? [];
    return owner === undefined || name === undefined ? [] : [{ owner, name }];
  });
  return found.length > 0 && found.length === names.length ? found : undefined;
}

async function askPeriod(now: Date, position: Position): Promise<Answer<Period>> {
  const recent = recentPeriods(now);
  const item = (label: string, period: Period) => ({
    label,
    description: t`${period.since.slice(0, 10)} to ${lastDayOf(period)}`,
    period,
  });
  const items: (vscode.QuickPickItem & { readonly period: Period | undefined })[] = [
    item(t`Last quarter`, recent.quarter),
    item(t`Last month`, recent.month),
    item(t`Last year`, recent.year),
    item(t`This year so far`, recent.thisYear),
    { label: t`Other days…`, period: undefined },
  ];
  const answer = await askPick({
    ...position,
    placeholder: t`Which period? Days are counted in UTC.`,
    items,
  });
  if (answer === back) {
    return back;
  }
  return answer.period ?? askDays(position);
}

async function askDays(position: Position): Promise<Answer<Period>> {
  const placeholder = '2025-01-31';
  const first = await askText({
    ...position,
    value: '',
    prompt: t`The first day of the period`,
    placeholder,
    check: (text) => (beginningOf(text) === undefined ? { problem: notADay() } : {}),
  });
  if (first === back) {
    return back;
  }
  const since = beginningOf(first) ?? '';
  const last = await askText({
    ...position,
    value: '',
    prompt: t`The last day of the period`,
    placeholder,
    check: (text) => {
      const until = endOf(text);
      return until === undefined
        ? { problem: notADay() }
        : until <= since
          ? { problem: t`The period can’t end before it begins.` }
          : {};
    },
  });
  return last === back ? back : { since, until: endOf(last) ?? '' };
}

function notADay(): string {
  return t`Write the day as 2025-01-31.`;
}

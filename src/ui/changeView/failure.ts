import { HumanError, sentenceOf } from '../../base/errors.ts';
import { HostError, type HostProblem } from '../../change/hostError.ts';
import { commands } from '../contributions.ts';
import { icon, leaf, type Node } from './node.ts';
import { briefMomentOf, t, translated } from '../language.ts';

/** What went wrong, whole, with what to do about it. */
export function failureMessage(error: unknown): string {
  return error instanceof HumanError
    ? translated(error.words)
    : t`Something unexpected went wrong: ${sentenceOf(error)}`;
}

/** Says where the answer would be that there is none; a click tries again. */
export function failureNode(error: unknown, retry: string = commands.refresh): Node {
  const reason = failureMessage(error);
  const node = leaf({
    label: t`Could not be read`,
    description: failureBrief(error),
    icon: icon('warning', 'list.warningForeground'),
    tooltip: `${reason}\n${t`Click to retry.`}`,
    spoken: t`Could not be read: ${reason} Press Enter to retry.`,
    kind: failureKind(error),
  });
  node.item.command = { command: retry, title: t`Refresh` };
  return node;
}

function failureBrief(error: unknown): string {
  if (!(error instanceof HostError)) {
    return error instanceof HumanError ? '' : t`unexpected`;
  }
  return error.retryAt ? t`until ${briefMomentOf(error.retryAt)}` : problemWords[error.problem];
}

/** What the menus offer beside trying again. */
function failureKind(error: unknown): string {
  const problem = error instanceof HostError ? error.problem : undefined;
  switch (problem) {
    case 'signed-out':
    case 'token-rejected':
      return 'failure sign-in';
    case 'sso-required':
      return 'failure authorize';
    default:
      return 'failure';
  }
}

const problemWords: Readonly<Record<HostProblem, string>> = {
  'signed-out': t`not signed in`,
  'token-rejected': t`sign-in not accepted`,
  'sso-required': t`single sign-on`,
  forbidden: t`no access`,
  'not-found': t`not found, or no access`,
  'rate-limited': t`too many requests`,
  refused: t`refused`,
  server: t`server trouble`,
  unreachable: t`can’t be reached`,
  malformed: t`garbled answer`,
};

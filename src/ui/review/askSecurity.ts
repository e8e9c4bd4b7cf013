import { HumanError } from '../../base/errors.ts';
import { onOneLine } from '../../base/text.ts';
import { stepTexts } from '../../procedure/stepTexts.ts';
import { showInformation } from '../messages.ts';
import { plainLabel } from '../text.ts';
import type { ReviewDependencies } from './dependencies.ts';
import { aboutOf, nameOf, type OpenedChange } from './openedChange.ts';
import { askPage, heading, sentenceRows } from './page.ts';
import { openTarget } from './pickPullRequest.ts';
import { t } from '../language.ts';
import { say } from '../../base/say.ts';

/** **Change: Ask for Security Review**: sets the label with which the procedure asks for step 4. */
export async function askForSecurityReview(dependencies: ReviewDependencies): Promise<void> {
  const opened = await openTarget(dependencies);
  if (!opened) {
    return;
  }
  const { pullRequest, change, hosted } = opened;
  const [label] = change.procedure.securityImpact.labels;
  if (label === undefined) {
    throw new HumanError(
      say`The procedure file names no label under securityImpact, so nobody can ask for a security review by hand. Add one there.`,
    );
  }
  const why = whyRequired(opened);
  await askPage<'ask'>({
    title: t`Ask for a Security Review of ${nameOf(pullRequest)}`,
    about: aboutOf(pullRequest),
    rows: [
      ...(hasLabel(opened, label)
        ? []
        : [{ label: t`$(shield) Set the label “${plainLabel(onOneLine(label))}”`, answer: 'ask' as const }]),
      heading(t`What it does`),
      ...sentenceRows(
        'shield',
        hasLabel(opened, label)
          ? t`The label “${label}” is set already: the security team has to approve.`
          : t`With the label “${label}”, step 4, ${stepTexts['security-review'].title}, is required: the security team has to approve.`,
        'besideHeading',
      ),
      ...why.flatMap((sentence) => sentenceRows('info', sentence)),
    ],
  });
  await hosted.pullRequests.addLabels(pullRequest.number, [label], new AbortController().signal);
  dependencies.changed();
  void showInformation(
    t`${nameOf(pullRequest)} has the label “${label}” now: the security team has to approve.`,
  );
}

function hasLabel({ pullRequest }: OpenedChange, label: string): boolean {
  return pullRequest.labels.some((each) => each.toLowerCase() === label.toLowerCase());
}

/** Why the review is required anyway, in the report's own words. */
function whyRequired({ change }: OpenedChange): readonly string[] {
  const findings = change.report.steps[3]?.findings ?? [];
  return findings.filter(({ code }) => code.startsWith('impact.')).map(({ message }) => message);
}

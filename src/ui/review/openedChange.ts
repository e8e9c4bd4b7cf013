import * as vscode from 'vscode';
import { HumanError } from '../../base/errors.ts';
import type { Change } from '../../change/observedChange.ts';
import type { ReviewVerdict } from '../../change/reviewPreview.ts';
import type { PullRequest, Review } from '../../procedure/changeRecord.ts';
import type { GitRepository } from '../gitExtension.ts';
import type { HostedSite, Site } from '../sites.ts';
import { tellNoRemote, tellNoRepository } from '../startChange/tell.ts';
import { pickRepository } from '../startChange/preflight.ts';
import type { ReviewDependencies } from './dependencies.ts';
import type { TextKey } from './keptTexts.ts';
import { t } from '../language.ts';
import { say } from '../../base/say.ts';

/** Where pull requests are looked at: a clone with a repository on a host. */
export interface ReviewSite {
  readonly repository: GitRepository;
  readonly site: Site;
  readonly hosted: HostedSite;
}

/** A pull request with its facts as they are now, and who looks at it. */
export interface OpenedChange extends ReviewSite {
  readonly change: Change;
  readonly pullRequest: PullRequest;
  readonly viewer: string;
  /** The reviews that this person has given by now. */
  readonly mine: readonly Review[];
}

/** The repository that is meant; undefined, and told, when there is none on a host that we know. */
export async function openSite(
  { repositories, sites }: ReviewDependencies,
  wanted?: GitRepository,
): Promise<ReviewSite | undefined> {
  await repositories.connect();
  const repository = wanted ?? (await pickRepository(repositories));
  if (!repository) {
    void tellNoRepository(repositories.gitPath !== undefined);
    return undefined;
  }
  const site = await sites.of(repository);
  if (!site.hosted) {
    void tellNoRemote();
    return undefined;
  }
  return { repository, site, hosted: site.hosted };
}

/** Reads the facts of the pull request afresh. */
export async function readChange(at: ReviewSite, number: number): Promise<OpenedChange> {
  const { hosted } = at;
  const { signal } = new AbortController();
  const [change, viewer, mine] = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: `Reading #${number}…` },
    async () =>
      Promise.all([
        observe(at, number, signal),
        hosted.codeHost.viewer(signal),
        hosted.reviews.mine(number, signal),
      ]),
  );
  const { pullRequest } = change.record;
  if (!pullRequest) {
    throw new HumanError(say`#${number} could not be read. Retry in a moment.`);
  }
  return { ...at, change, pullRequest, viewer, mine };
}

export async function observe(
  { site, hosted }: ReviewSite,
  number: number,
  signal: AbortSignal,
): Promise<Change> {
  // Brings YAML and Markdown along.
  const { observePullRequest } = await import('../../change/observeChange.ts');
  return observePullRequest({ ...site, ...hosted }, number, new Date(), signal);
}

/** What the same person's review would do, by the rules. */
export async function preview({ change, viewer }: OpenedChange, verdict: ReviewVerdict) {
  const [{ previewReview }, { previewText }] = await Promise.all([
    import('../../change/reviewPreview.ts'),
    import('../../change/reviewPreviewText.ts'),
  ]);
  const shown = previewReview(change.procedure, change.record, { viewer, verdict, now: new Date() });
  return { ...shown, text: previewText(shown) };
}

/** What is to be kept of a text about this pull request. */
export function textKey({ change, pullRequest }: OpenedChange, kind: TextKey['kind']): TextKey {
  const { host, owner, name } = change.record.repository;
  return { repository: `${host}/${owner}/${name}`, pullRequest: pullRequest.number, kind };
}

/** `#12 Limit refunds`. */
export function nameOf({ number, title }: Pick<PullRequest, 'number' | 'title'>): string {
  return `#${number} ${title}`;
}

/** What a page is about: the commit, the branch, and where it goes. */
export function aboutOf({ headSha, headRef, baseRef, author }: PullRequest): string {
  return t`${headSha.slice(0, 7)} of ${headRef} into ${baseRef}, by @${author}`;
}

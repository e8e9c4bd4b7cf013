import type { AccessTokens } from './change/accessTokens.ts';
import type { Clone, Hosted } from './change/adapters.ts';
import type { RemoteRepository } from './change/hosts.ts';
import { gitCredential } from './git/credential.ts';
import { exclusivelyIn } from './git/exclusively.ts';
import { GitFolderDraftStore } from './git/draftStore.ts';
import type { GitLocation } from './git/git.ts';
import { gitFolder } from './git/gitFolder.ts';
import { GitFolderLastKnown } from './git/lastKnown.ts';
import { GitFolderStartJournal } from './git/startJournal.ts';
import { GitFolderToldEvents } from './git/toldEvents.ts';
import { GitWorkingCopy } from './git/workingCopy.ts';
import { GitHubClient } from './github/client.ts';
import { GitHubCodeHost } from './github/codeHost.ts';
import { GitHubCommitStatuses } from './github/commitStatuses.ts';
import { GitHubDirectory } from './github/directory.ts';
import { GitHubIssues } from './github/issues.ts';
import { GitHubOpenChanges } from './github/openChanges.ts';
import { GitHubMerging } from './github/merging.ts';
import { GitHubReviews } from './github/reviews.ts';
import { GitHubPullRequests } from './github/pullRequests.ts';

/** The parts behind the ports, with the libraries they stand on: both doors load this file when first needed. */
export function openClone(location: GitLocation): Clone {
  return {
    workingCopy: new GitWorkingCopy(location),
    journal: new GitFolderStartJournal(location),
    lastKnown: new GitFolderLastKnown(location),
    drafts: new GitFolderDraftStore(location),
    told: new GitFolderToldEvents(location),
    gitFolder: async () => gitFolder(location),
    exclusively: exclusivelyIn(location),
    gitCredential: async (webUrl, signal) => gitCredential(location, webUrl, signal),
  };
}

export function openHosted(repository: RemoteRepository, tokens: AccessTokens, userAgent: string): Hosted {
  const client = new GitHubClient({ host: repository.host, tokens, userAgent });
  return {
    codeHost: new GitHubCodeHost(client, repository.host, repository),
    tracker: new GitHubIssues(client, repository.host, repository),
    reviews: new GitHubReviews(client, repository),
    merging: new GitHubMerging(client, repository),
    pullRequests: new GitHubPullRequests(client, repository),
    commitStatuses: new GitHubCommitStatuses(client, repository),
    openChanges: new GitHubOpenChanges(client, repository.host),
    directory: new GitHubDirectory(client, repository),
  };
}

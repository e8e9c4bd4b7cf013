import { HostError } from '../../change/hostError.ts';
import type { RepositoryName } from '../../change/hostedChange.ts';
import type { ChangedFile } from '../../procedure/changeRecord.ts';
import type { GitHubClient } from '../client.ts';
import { mustEnd } from '../mustEnd.ts';
import type { FileAnswer } from './answers.ts';
import { Unread } from './spoilt.ts';

const statuses: Readonly<Record<string, ChangedFile['status']>> = {
  ADDED: 'added',
  COPIED: 'added',
  MODIFIED: 'modified',
  CHANGED: 'modified',
  DELETED: 'removed',
  RENAMED: 'renamed',
};

/** @param oldPaths the old paths of renamed files, by the new ones. */
export function filesFrom(
  answers: readonly FileAnswer[],
  oldPaths: ReadonlyMap<string, string> | undefined,
): ChangedFile[] {
  return answers.map(({ path, changeType }) => {
    const status = Object.hasOwn(statuses, changeType) ? statuses[changeType] : undefined;
    const previousPath = oldPaths?.get(path);
    if (status === undefined || (status === 'renamed' && previousPath === undefined)) {
      throw new Unread(`How “${path}” was changed could not be read. Refresh in a moment.`);
    }
    return { path, ...(status === 'renamed' && previousPath !== undefined && { previousPath }), status };
  });
}

/**
 * Where renamed files were before, which GraphQL does not tell; by their new paths. Undefined when it can't be read.
 */
export async function oldPathsOf(
  answers: readonly FileAnswer[],
  client: GitHubClient,
  { owner, name }: RepositoryName,
  number: number,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string> | undefined> {
  const renamed = new Set(
    answers.filter(({ changeType }) => changeType === 'RENAMED').map(({ path }) => path),
  );
  const found = new Map<string, string>();
  if (renamed.size === 0) {
    return found;
  }
  try {
    for (let page = 1; page <= Math.ceil(answers.length / 100) && found.size < renamed.size; page += 1) {
      const files = await client.request(signal, async (octokit) => {
        const { data } = await octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', {
          owner,
          repo: name,
          pull_number: number,
          per_page: 100,
          page,
        });
        return data;
      });
      for (const { filename, previous_filename: before } of files) {
        if (before !== undefined && renamed.has(filename)) {
          found.set(filename, before);
        }
      }
    }
    return found;
  } catch (error) {
    if (!(error instanceof HostError)) {
      throw error;
    }
    mustEnd(error);
    return undefined;
  }
}

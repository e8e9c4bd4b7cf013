import { HostError } from '../../change/hostError.ts';
import type { HostedChange } from '../../change/hostedChange.ts';
import type { RepositoryAnswer } from './answers.ts';
import type { Spoilt } from './spoilt.ts';
import { say } from '../../base/say.ts';

/** @throws {HostError} when they can't be read: without its rules nothing of a change can be judged. */
export function procedureFilesOf(
  repository: RepositoryAnswer,
  baseBranch: string | undefined,
  spoilt: Spoilt,
): HostedChange['procedureFiles'] {
  const error = spoilt.errorAt('procedure');
  if (error || repository.procedure === undefined) {
    throw new HostError(
      'malformed',
      say`The procedure file could not be read. ${error ? spoilt.reasonOf(error) : say`Refresh in a moment.`}`,
    );
  }
  const { defaultBranchRef } = repository;
  return [
    {
      branch: defaultBranchRef?.name ?? '',
      commit: defaultBranchRef?.target?.oid,
      text: textOf(repository.procedure),
    },
    ...(baseBranch === undefined
      ? []
      : [
          {
            branch: baseBranch,
            commit: repository.baseBranch?.target?.oid,
            text: textOf(repository.procedureOnBase),
          },
        ]),
  ];
}

/** Undefined where there is no such file. One that is no text, or too long to be one, is as wrong as can be. */
function textOf(file: RepositoryAnswer['procedure']): string | undefined {
  return file ? (file.isTruncated === true ? '\0' : (file.text ?? '\0')) : undefined;
}

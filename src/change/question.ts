import type { ChangeQuestion } from './hostedChange.ts';
import { repositoryIn } from './hosts.ts';
import type { ObservePorts } from './observePorts.ts';

/** What to ask the host about a local branch: under which name, and from which repositories, it may know it. */
export async function questionOfBranch(
  { workingCopy, base }: Pick<ObservePorts, 'workingCopy' | 'base'>,
  branch: string,
  ticket: string | undefined,
): Promise<ChangeQuestion> {
  const [target, remotes] = await Promise.all([workingCopy.pushTarget(branch), workingCopy.remotes()]);
  // `gh pr checkout` follows a pull request's own ref where it may not push to the branch.
  const number = /^refs\/pull\/([1-9]\d*)\/head$/.exec(target?.ref ?? '')?.[1];
  if (number !== undefined) {
    return { kind: 'pull-request', number: Number(number), ticket };
  }
  const urls = target
    ? // A branch can follow an address as well as a remote with a name.
      [remotes.find(({ name }) => name === target.remote)?.url ?? target.remote]
    : remotes.map(({ url }) => url);
  const heads = urls.flatMap((url) => repositoryIn(url) ?? []);
  return {
    kind: 'branch',
    branch: target?.ref?.replace(/^refs\/heads\//, '') ?? branch,
    heads: heads.length > 0 ? heads : [base],
    ticket,
  };
}

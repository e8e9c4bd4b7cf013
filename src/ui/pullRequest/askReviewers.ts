import * as vscode from 'vscode';
import { Cancelled } from '../../base/errors.ts';
import type { Reviewers } from '../../change/pullRequests.ts';
import type { RoleReviewers } from '../../change/reviewers.ts';
import { roleNames } from '../../procedure/wording.ts';
import { plainLabel } from '../text.ts';
import { t, translated } from '../language.ts';

/** What was asked about in a repository, and what of it was picked. */
interface Remembered {
  readonly asked: readonly string[];
  readonly picked: readonly string[];
}

/**
 * Whom to request, of those who could review. Asked once for each team or person, and remembered for the repository.
 *
 * @throws {Cancelled} when the developer turns away
 */
export async function askReviewers(
  roles: readonly RoleReviewers[],
  { owner, name }: { readonly owner: string; readonly name: string },
  memory: vscode.Memento,
  again = false,
): Promise<Reviewers> {
  const key = `reviewers ${owner}/${name}`.toLowerCase();
  const { asked, picked } = memory.get<Remembered>(key, { asked: [], picked: [] });
  const choices = choicesOf(roles, owner);
  const isNew = choices.some(({ id }) => !asked.includes(id));
  if (choices.length === 0 || (!isNew && !again)) {
    return reviewersOf(choices.filter(({ id }) => picked.includes(id)));
  }
  const items = choices.map((choice) => ({
    ...choice,
    picked: !asked.includes(choice.id) || picked.includes(choice.id),
  }));
  const answer = await vscode.window.showQuickPick(items, {
    title: t`Request Reviews`,
    placeHolder: t`Who is asked to review; remembered for this repository`,
    canPickMany: true,
    ignoreFocusOut: true,
  });
  if (!answer) {
    throw new Cancelled();
  }
  const here = choices.map(({ id }) => id);
  const elsewhere = picked.filter((id) => !here.includes(id));
  await memory.update(key, {
    asked: [...new Set([...asked, ...here])],
    picked: [...elsewhere, ...answer.map(({ id }) => id)],
  } satisfies Remembered);
  return reviewersOf(answer);
}

interface Choice extends vscode.QuickPickItem {
  readonly id: string;
  readonly team?: string;
  readonly user?: string;
}

/** Each team and person once, with the roles that they are asked for. */
function choicesOf(roles: readonly RoleReviewers[], owner: string): Choice[] {
  const choices = new Map<string, Choice>();
  const add = (id: string, role: string, choice: Pick<Choice, 'label' | 'team' | 'user'>) => {
    const earlier = choices.get(id)?.description;
    choices.set(id, { id, ...choice, description: earlier === undefined ? role : `${earlier}, ${role}` });
  };
  for (const { role, teams, users } of roles) {
    for (const team of teams) {
      add(`team:${team}`, translated(roleNames[role]), {
        label: `$(organization) ${plainLabel(`${owner}/${team}`)}`,
        team,
      });
    }
    for (const user of users) {
      add(`user:${user}`, translated(roleNames[role]), { label: `$(person) ${plainLabel(user)}`, user });
    }
  }
  return [...choices.values()];
}

function reviewersOf(choices: readonly Choice[]): Reviewers {
  return {
    users: choices.flatMap(({ user }) => user ?? []),
    teams: choices.flatMap(({ team }) => team ?? []),
  };
}

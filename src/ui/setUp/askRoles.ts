import * as vscode from 'vscode';
import type { Directory } from '../../change/directory.ts';
import { likelyTeams, type ChosenMembers, type ChosenRoles } from '../../change/setUp/roles.ts';
import { roleIds, type RoleId } from '../../procedure/procedure.ts';
import { t } from '../language.ts';
import { back, show, type Answer, type Position } from '../startChange/steps.ts';
import { plainLabel } from '../text.ts';

interface Candidate extends vscode.QuickPickItem {
  readonly team?: string;
  readonly login?: string;
}

/** Asks for each role who fills it, from the owner's teams and the people who may write; `Cancelled` on turning away. */
export async function askRoles(directory: Directory): Promise<ChosenRoles> {
  const { signal } = new AbortController();
  const [teams = [], people] = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: t`Set Up Repository: looking who there is…` },
    async () => Promise.all([directory.teams(signal), directory.writers(signal)]),
  );
  const nobody: ChosenMembers = { teams: [], users: [] };
  const chosen: Record<RoleId, ChosenMembers | undefined> = {
    'peer-reviewer': undefined,
    'security-team': undefined,
    'qa-team': undefined,
    'engineering-lead': undefined,
  };
  let at = 0;
  for (let role = roleIds[at]; role !== undefined; role = roleIds[at]) {
    const position = { title: t`Set Up Repository`, step: at + 1, totalSteps: roleIds.length };
    const proposed = chosen[role] ?? { teams: likelyTeams(role, teams), users: [] };
    const answer = await askMembers(role, candidates(teams, people), proposed, position);
    if (answer === back) {
      at -= 1;
    } else {
      chosen[role] = answer;
      at += 1;
    }
  }
  return {
    'peer-reviewer': chosen['peer-reviewer'] ?? nobody,
    'security-team': chosen['security-team'] ?? nobody,
    'qa-team': chosen['qa-team'] ?? nobody,
    'engineering-lead': chosen['engineering-lead'] ?? nobody,
  };
}

function candidates(teams: readonly string[], people: readonly string[]): readonly Candidate[] {
  const separator = (label: string) => ({ label, kind: vscode.QuickPickItemKind.Separator });
  return [
    ...(teams.length === 0 ? [] : [separator(t`Teams`)]),
    ...teams.map((team) => ({ label: `$(organization) ${plainLabel(team)}`, team })),
    ...(people.length === 0 ? [] : [separator(t`People who may write`)]),
    ...people.map((login) => ({ label: `$(person) @${plainLabel(login)}`, login })),
  ];
}

async function askMembers(
  role: RoleId,
  items: readonly Candidate[],
  proposed: ChosenMembers,
  position: Position,
): Promise<Answer<ChosenMembers>> {
  const pick = vscode.window.createQuickPick<Candidate>();
  const mayBeEmpty = role === 'peer-reviewer';
  pick.canSelectMany = true;
  pick.items = items;
  pick.placeholder = questions()[role];
  pick.selectedItems = items.filter(
    ({ team, login }) =>
      (team !== undefined && proposed.teams.includes(team)) ||
      (login !== undefined && proposed.users.includes(login)),
  );
  return show(pick, position, (accept, store) => {
    store.add(
      pick.onDidAccept(() => {
        const { selectedItems } = pick;
        if (selectedItems.length === 0 && !mayBeEmpty) {
          // A pick has no place for a message of its own.
          pick.placeholder = t`Pick at least one. Without anyone this step can never be done.`;
          return;
        }
        accept({
          teams: selectedItems.flatMap(({ team }) => team ?? []),
          users: selectedItems.flatMap(({ login }) => login ?? []),
        });
      }),
    );
  });
}

function questions(): Readonly<Record<RoleId, string>> {
  return {
    'peer-reviewer': t`Step 3: who reviews the code? Nobody picked: everyone who may write`,
    'security-team': t`Step 4: who approves what has a security impact?`,
    'qa-team': t`Step 5: who tests in staging and signs off?`,
    'engineering-lead': t`Step 6: who gives the final approval to merge?`,
  };
}

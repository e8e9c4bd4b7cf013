import * as vscode from 'vscode';
import type { BranchJudgement } from '../../change/guardPush.ts';
import type { PushPoint } from '../../change/pushPoints.ts';
import { pointSentence } from '../../change/pushWords.ts';
import type { GitRepository } from '../gitExtension.ts';
import { plainLabel } from '../text.ts';
import { fixPoint } from './fixPoint.ts';
import type { PushDependencies } from './parts.ts';
import { t, translated } from '../language.ts';

interface PointItem extends vscode.QuickPickItem {
  readonly point?: PushPoint;
}

const fix = { iconPath: new vscode.ThemeIcon('wrench'), tooltip: t`Fix` };

/** Lists the open points, each with its fix; what is pushed all the same is the last of them. */
export async function confirmed(
  judged: BranchJudgement,
  repository: GitRepository,
  dependencies: PushDependencies,
): Promise<boolean> {
  const pick = vscode.window.createQuickPick<PointItem>();
  pick.title = t`Before “${judged.branch}” is pushed`;
  pick.placeholder = t`Choose a point to fix it, or push as it is`;
  pick.ignoreFocusOut = true;
  const anyway: PointItem = { label: t`$(repo-push) Push Anyway`, alwaysShow: true };
  pick.items = [
    ...judged.points.map((point) => ({
      label: `$(${icons[point.kind]}) ${titles[point.kind]}`,
      detail: plainLabel(translated(pointSentence(point))),
      buttons: [fix],
      point,
    })),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    anyway,
  ];
  const chosen = await new Promise<PointItem | undefined>((resolve) => {
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]);
    });
    pick.onDidTriggerItemButton(({ item }) => {
      resolve(item);
    });
    pick.onDidHide(() => {
      resolve(undefined);
    });
    pick.show();
  });
  pick.dispose();
  if (chosen?.point) {
    await fixPoint(chosen.point, judged, repository, dependencies);
  }
  return chosen === anyway;
}

const icons = {
  'base-branch': 'git-branch',
  ticket: 'issues',
  description: 'checklist',
  security: 'shield',
  stale: 'history',
} as const satisfies Record<PushPoint['kind'], string>;

const titles = {
  'base-branch': t`This is the base branch`,
  ticket: t`No ticket`,
  description: t`The description is not complete`,
  security: t`The security team will have to approve`,
  stale: t`Approvals become stale`,
} as const satisfies Record<PushPoint['kind'], string>;

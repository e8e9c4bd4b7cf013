import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposables.ts';
import type { SetUpFile } from '../../change/setUp/files.ts';
import { changedBy, type SetUpPlan } from '../../change/setUp/setUpRepository.ts';
import { t } from '../language.ts';
import { askPage, heading, type Row } from '../review/page.ts';
import { plainLabel } from '../text.ts';

const scheme = 'change-guide-set-up';

/** Shows what would be written, each file in the editor when it is picked; `Cancelled` when the person turns away. */
export async function askFiles(plan: SetUpPlan): Promise<void> {
  const store = new DisposableStore();
  store.add(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: ({ path, query }) => {
        const file = plan.files.find((each) => path === `/${each.path}`);
        return (query === 'before' ? file?.before : file?.text) ?? '';
      },
    }),
  );
  try {
    for (;;) {
      const answer = await askPage<SetUpFile | 'write'>({
        title: t`Set Up Repository`,
        about: t`Pick a file to look at it first; nothing is written before you say so`,
        rows: rowsOf(plan),
      });
      if (answer === 'write') {
        return;
      }
      await open(answer);
    }
  } finally {
    store.dispose();
  }
}

function rowsOf(plan: SetUpPlan): readonly Row<SetUpFile | 'write'>[] {
  const kept = plan.files.filter(({ what }) => what === 'kept');
  return [
    {
      label: `$(git-branch) ${t`Create ticket and branch, commit and publish these files`}`,
      description: plainLabel(plan.branch),
      answer: 'write',
    },
    heading(t`What is written`),
    ...changedBy(plan).map((file) => ({
      label: `$(${file.what === 'new' ? 'new-file' : 'edit'}) ${plainLabel(file.path)}`,
      description: file.what === 'new' ? t`new` : t`what it lacks is put in`,
      answer: file,
    })),
    ...(kept.length === 0 ? [] : [heading(t`What is kept as it is`)]),
    ...kept.map((file) => ({ label: `$(check) ${plainLabel(file.path)}`, answer: file })),
  ];
}

async function open({ path, what }: SetUpFile): Promise<void> {
  const uri = vscode.Uri.from({ scheme, path: `/${path}` });
  if (what === 'completed') {
    await vscode.commands.executeCommand(
      'vscode.diff',
      uri.with({ query: 'before' }),
      uri,
      t`${path}: Now ↔ After Set-Up`,
      { preview: true },
    );
  } else {
    await vscode.window.showTextDocument(uri, { preview: true, preserveFocus: true });
  }
}

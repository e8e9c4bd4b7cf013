import * as vscode from 'vscode';
import { cancellable } from '../cancellable.ts';
import type { EvidencePorts } from '../../change/evidencePorts.ts';
import type { Change } from '../../change/observedChange.ts';
import { assembleEvidence, SigningFailed, type Evidence } from '../../evidence/assemble.ts';
import { evidenceFacts } from '../../evidence/fromChange.ts';
import { knownOf, type Known } from '../currentChange.ts';
import type { CurrentChangeModel } from '../currentChangeModel.ts';
import { showFailure, showInformation, showWarning, type Log } from '../messages.ts';
import { t } from '../language.ts';
import { openPage } from './openPage.ts';
import { putInto } from './putInto.ts';
import { verdictWords } from '../../procedure/reportOutline.ts';

export interface ExportDependencies {
  readonly model: CurrentChangeModel;
  readonly ports: (directory: string) => Promise<EvidencePorts>;
  readonly version: string;
  readonly log: Log;
}

/** The change whose evidence is exported, and the clone that it is signed in. */
export type ExportedChange = Pick<Known, 'change' | 'git'>;

/**
 * **Change: Export Evidence…**: asks for a folder, writes the evidence of a change there, and shows it.
 *
 * @param given an {@link ExportedChange}, from a command that has one; else the change of the branch is meant.
 */
export async function exportEvidenceCommand(dependencies: ExportDependencies, given: unknown): Promise<void> {
  const known = isExported(given) ? given : knownOf(dependencies.model.state);
  if (!known) {
    await showWarning(t`There is nothing to export: the branch that is checked out has no change yet.`);
    return;
  }
  const name = nameOf(known.change);
  const [parent] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      canSelectMany: false,
      openLabel: t`Export Here`,
      title: t`Export the evidence of ${name}: it gets a folder of its own in the one that you choose`,
    })) ?? [];
  if (parent) {
    await exportInto(
      parent,
      { change: known.change, root: known.git.rootUri, unsigned: false },
      dependencies,
    );
  }
}

/** A line of a view, from whose menu the command was called, has neither. */
function isExported(given: unknown): given is ExportedChange {
  return typeof given === 'object' && given !== null && 'change' in given && 'git' in given;
}

interface Export {
  readonly change: Change;
  readonly root: vscode.Uri;
  readonly unsigned: boolean;
}

async function exportInto(
  parent: vscode.Uri,
  wanted: Export,
  dependencies: ExportDependencies,
): Promise<void> {
  try {
    const evidence = await cancellable(t`Exporting the evidence…`, async ({ signal }) =>
      assemble(wanted, dependencies, signal),
    );
    const page = await putInto(parent, evidence);
    await openPage(page, t`Evidence`);
    const { report, signing } = evidence.statement.predicate;
    void showInformation(
      t`The evidence of ${nameOf(wanted.change)} (${verdictWords[report.verdict]}) is in ${vscode.Uri.joinPath(page, '..').fsPath}. ${
        signing.kind === 'ssh' ? t`It is signed.` : t`It is not signed: ${signing.reason}`
      }`,
    );
  } catch (error) {
    const again = (label: string, unsigned: boolean) => ({
      label,
      run: async () => exportInto(parent, { ...wanted, unsigned }, dependencies),
    });
    const unsigned = error instanceof SigningFailed ? [again(t`Export Unsigned`, true)] : [];
    // The command is over: pressed again, it begins anew, whether this is answered or not.
    void showFailure(dependencies.log, error, again(t`Retry`, wanted.unsigned), ...unsigned);
  }
}

async function assemble(
  { change, root, unsigned }: Export,
  { ports, version }: ExportDependencies,
  signal: AbortSignal,
): Promise<Evidence> {
  const here = await ports(root.fsPath);
  const made = {
    at: new Date().toISOString(),
    by: await here.identity(),
    tool: { name: 'change-guide', version },
  } as const;
  return assembleEvidence({ ...evidenceFacts(change), made }, unsigned ? undefined : here.signatures, signal);
}

function nameOf({ report: { change }, branch }: Change): string {
  return change.pullRequest === null
    ? `${change.repository}, ${branch}`
    : `${change.repository}#${change.pullRequest}`;
}

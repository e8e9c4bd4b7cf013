import * as vscode from 'vscode';
import { Cancelled } from '../../base/errors.ts';
import { auditFiles } from '../../evidence/audit/auditFile.ts';
import type { AuditOutcome, AuditPorts, AuditProgress, AuditRequest } from '../../evidence/audit/ports.ts';
import { runAudit } from '../../evidence/audit/runAudit.ts';
import { openPage } from '../evidence/openPage.ts';
import { t } from '../language.ts';
import { showFailure, showInformation, showWarning, type Log } from '../messages.ts';
import type { Repositories } from '../repositories.ts';
import type { AuditAccess, Sites } from '../sites.ts';
import { askAudit, type AuditAnswers } from './askAudit.ts';
import { lastDayOf } from './periods.ts';
import { progressShare, progressText } from './progress.ts';

export interface AuditDependencies {
  readonly repositories: Repositories;
  readonly sites: Sites;
  readonly ports: (
    access: AuditAccess,
    folder: string,
    tell: (progress: AuditProgress) => void,
  ) => Promise<AuditPorts>;
  readonly log: Log;
}

/**
 * **Change: Audit a Period…**: asks what, and where to, works through it, and shows the page. Stopped or interrupted, it
 * goes on where it was when the same is asked for again.
 */
export async function auditCommand(dependencies: AuditDependencies): Promise<void> {
  try {
    const { repositories, sites } = dependencies;
    await repositories.connect();
    const repository = repositories.current;
    const access = repository && (await sites.auditAccess(repository));
    if (!access) {
      await showWarning(
        t`Open a clone of a GitHub repository first: the audit is of the GitHub that it lives on.`,
      );
      return;
    }
    const answers = await askAudit(access.base, new Date());
    const [parent] =
      (await vscode.window.showOpenDialog({
        canSelectFiles: false,
        canSelectFolders: true,
        canSelectMany: false,
        openLabel: t`Audit Into It`,
        title: t`Where to? The audit gets a folder of its own in the one that you choose`,
      })) ?? [];
    if (parent) {
      const request: AuditRequest = {
        ...answers,
        host: access.base.host,
        shard: undefined,
        sample: undefined,
        unsigned: false,
      };
      await audit(request, vscode.Uri.joinPath(parent, nameOf(answers)), access, dependencies);
    }
  } catch (error) {
    void showFailure(dependencies.log, error);
  }
}

async function audit(
  request: AuditRequest,
  folder: vscode.Uri,
  access: AuditAccess,
  dependencies: AuditDependencies,
): Promise<void> {
  const goOn = async () => audit(request, folder, access, dependencies);
  try {
    const { summary } = await withProgress(async (tell, signal) => {
      const ports = await dependencies.ports(access, folder.fsPath, tell);
      return runAudit(request, ports, tell, signal);
    });
    const { commits } = summary.exceptions;
    const { totals } = summary;
    await openPage(vscode.Uri.joinPath(folder, auditFiles.page), t`Audit of a Period`);
    if (totals.unreadRepositories + totals.unreadCommits > 0) {
      void showWarning(
        t`The audit is incomplete: not everything could be read. Its page in ${folder.fsPath} says what, and why. Audit the same again: it reads what is missing.`,
      );
      return;
    }
    void showInformation(
      commits === 0
        ? t`No exceptions among ${totals.commits} commits. The audit is in ${folder.fsPath}.`
        : t`${commits} of ${totals.commits} commits have an exception. The audit is in ${folder.fsPath}.`,
    );
  } catch (error) {
    // The command is over: pressed again, it begins anew, whether this is answered or not.
    void (error instanceof Cancelled
      ? tellStopped(folder, goOn)
      : showFailure(dependencies.log, error, { label: t`Go On`, run: goOn }));
  }
}

async function tellStopped(folder: vscode.Uri, goOn: () => Promise<void>): Promise<void> {
  const again = t`Go On`;
  const chosen = await showInformation(
    t`The audit was stopped. What was read is kept in ${folder.fsPath}: asked for the same again, it goes on from there.`,
    again,
  );
  if (chosen === again) {
    await goOn();
  }
}

async function withProgress(
  work: (tell: (progress: AuditProgress) => void, signal: AbortSignal) => Promise<AuditOutcome>,
): Promise<AuditOutcome> {
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: t`Auditing a Period`,
      cancellable: true,
    },
    async (progress, cancellation) => {
      const abort = new AbortController();
      cancellation.onCancellationRequested(() => {
        abort.abort();
      });
      let shown = 0;
      return work((told) => {
        const share = progressShare(told) ?? shown;
        progress.report({ message: progressText(told), increment: Math.max(0, share - shown) });
        shown = Math.max(shown, share);
      }, abort.signal);
    },
  );
}

/** The same for the same question, so that an audit that was stopped is found again. */
function nameOf({ owner, repositories, period }: AuditAnswers): string {
  const [first] = repositories;
  const what = owner ?? (first ? `${first.owner}-${first.name}` : '');
  const more = repositories.length > 1 ? `-and-${repositories.length - 1}-more` : '';
  return `audit-${what}${more}-${period.since.slice(0, 10)}-${lastDayOf(period)}`.replaceAll(/[^\w.-]/g, '-');
}

import type { Adapters } from './change/adapters.ts';
import type { EvidencePorts } from './change/evidencePorts.ts';
import type { AuditDependencies } from './ui/audit/auditCommand.ts';
import type { PushDependencies } from './ui/push/parts.ts';

/** The parts that stand on git, Octokit and YAML, each loaded when VS Code first needs it. */
export interface LazyAdapters extends Adapters {
  readonly pushParts: PushDependencies['parts'];
  readonly updateLauncher: () => Promise<void>;
  readonly evidencePorts: (directory: string) => Promise<EvidencePorts>;
  readonly auditPorts: AuditDependencies['ports'];
}

export interface AdapterPlaces {
  /** Absolute path of git, once VS Code’s Git has found it. */
  readonly gitPath: () => string | undefined;
  readonly version: string;
  /** Address of the extension’s bundle: the push guard’s lies beside it. */
  readonly bundle: string;
  /** Absolute path of what the hooks of clones start. */
  readonly launcher: string;
}

export function lazyAdapters({ gitPath, version, bundle, launcher }: AdapterPlaces): LazyAdapters {
  const adapters = async () => import('./adapters.ts');
  const push = async () => import('./pushHookAdapter.ts');
  const locationOf = (directory: string) => ({ binary: gitPath() ?? 'git', directory });
  return {
    clone: async (directory, remoteToken) =>
      (await adapters()).openClone({ ...locationOf(directory), remoteToken }),
    hosted: async (repository, tokens) =>
      (await adapters()).openHosted(repository, tokens, `change-guide/${version}`),
    pushParts: async ({ rootUri }) =>
      (await push()).openPushParts(locationOf(rootUri.fsPath), bundle, launcher),
    updateLauncher: async () => (await push()).updateLauncher(bundle, launcher),
    evidencePorts: async (directory) => {
      const { openEvidencePorts } = await import('./evidenceAdapters.ts');
      return openEvidencePorts(locationOf(directory), { mayAsk: false });
    },
    auditPorts: async ({ base, workingCopy, directory, tokens, remoteToken }, folder, tell) => {
      const { openAuditPorts } = await import('./auditAdapters.ts');
      const git = { ...locationOf(directory), mayAsk: false, remoteToken };
      const places = { host: base.host, tokens, git, folder, clone: { base, workingCopy }, version };
      return openAuditPorts(places, tell);
    },
  };
}

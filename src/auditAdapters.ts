import type { RepositoryName } from './change/hostedChange.ts';
import { LongPatience } from './change/patience.ts';
import type { AuditMergePlaces, AuditMergePorts, AuditPlaces } from './evidence/audit/places.ts';
import type { AuditPorts, AuditProgress } from './evidence/audit/ports.ts';
import { openEvidencePorts } from './evidenceAdapters.ts';
import { DiskAuditFolder } from './files/auditFolder.ts';
import { HostedBaseHistory } from './git/baseHistory.ts';
import { GitHubClient } from './github/client.ts';
import { GitHubCodeHost } from './github/codeHost.ts';
import { GitHubMergedChanges } from './github/mergedChanges.ts';

/** The parts behind the ports of an audit. Both doors load this file when first needed. */
export function openAuditPorts(
  { host, tokens, git, folder, clone, version }: AuditPlaces,
  tell: (progress: AuditProgress) => void,
): AuditPorts {
  const patience = new LongPatience((until, reason) => {
    tell({ kind: 'waiting', until, reason });
  });
  const client = new GitHubClient({ host, tokens, userAgent: `change-guide/${version}`, patience });
  return {
    merged: new GitHubMergedChanges(client, host),
    history: new HostedBaseHistory(git),
    site: (repository) => ({
      base: { remote: 'origin', host, owner: repository.owner, name: repository.name },
      codeHost: new GitHubCodeHost(client, host, repository),
      ...(clone && isSame(clone.base, repository) && { base: clone.base, workingCopy: clone.workingCopy }),
    }),
    folder: new DiskAuditFolder(folder),
    evidence: openEvidencePorts(git, git),
    clock: () => new Date(),
    version,
  };
}

/** The same for merging shards, which asks no host. */
export function openAuditMergePorts({ git, folder, version }: AuditMergePlaces): AuditMergePorts {
  return {
    folder: new DiskAuditFolder(folder),
    evidence: openEvidencePorts(git, git),
    version,
    at: (shard) => new DiskAuditFolder(shard),
  };
}

/** GitHub does not tell names apart by case. */
function isSame(one: RepositoryName, other: RepositoryName): boolean {
  return `${one.owner}/${one.name}`.toLowerCase() === `${other.owner}/${other.name}`.toLowerCase();
}

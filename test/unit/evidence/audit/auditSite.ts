import { openAuditPorts } from '../../../../src/auditAdapters.ts';
import { parseRemote } from '../../../../src/change/hosts.ts';
import type { AuditPorts, AuditProgress, AuditRequest } from '../../../../src/evidence/audit/ports.ts';
import { runAudit } from '../../../../src/evidence/audit/runAudit.ts';
import type { Person, Sandbox } from '../../../sandbox/sandbox.ts';

const year = { since: '2025-01-01T00:00:00Z', until: '2026-01-01T00:00:00Z' };

/** What an audit of a repository of the local GitHub is asked. */
export function auditRequest(
  sandbox: Sandbox,
  repository: string,
  more: Partial<AuditRequest> = {},
): AuditRequest {
  const base = parseRemote({ name: 'origin', url: `${sandbox.url}/${repository}` }, [sandbox.url]);
  if (!base) {
    throw new Error(`${repository} was not taken for a repository`);
  }
  return {
    host: base.host,
    owner: undefined,
    repositories: [{ owner: base.owner, name: base.name }],
    period: year,
    shard: undefined,
    sample: undefined,
    unsigned: true,
    ...more,
  };
}

export function auditPorts(
  sandbox: Sandbox,
  { host }: AuditRequest,
  folder: string,
  person: Person = sandbox.people.lead,
  tell: (progress: AuditProgress) => void = () => undefined,
): AuditPorts {
  const tokens = { get: async () => Promise.resolve(person.token), rejected: () => undefined };
  const git = {
    binary: 'git',
    directory: process.cwd(),
    remoteToken: async () => Promise.resolve(person.token),
    mayAsk: false,
  };
  return openAuditPorts({ host, tokens, git, folder, version: '1.2.3' }, tell);
}

/** Runs an audit with the parts that the product uses; gives its outcome and what it told meanwhile. */
export async function audit(
  sandbox: Sandbox,
  request: AuditRequest,
  folder: string,
  { person, signal = new AbortController().signal }: { person?: Person; signal?: AbortSignal } = {},
) {
  const told: AuditProgress[] = [];
  const tell = (progress: AuditProgress) => {
    told.push(progress);
  };
  const ports = auditPorts(sandbox, request, folder, person, tell);
  return { ...(await runAudit(request, ports, tell, signal)), told };
}

import type { AccessTokens, RemoteToken } from '../../change/accessTokens.ts';
import type { Host, RemoteRepository } from '../../change/hosts.ts';
import type { WorkingCopy } from '../../change/workingCopy.ts';
import type { AuditFolder, AuditPorts } from './ports.ts';

/** Where git is, and what it may do. */
interface GitPlace {
  readonly binary: string;
  /** Where git looks for its settings, such as who works here. */
  readonly directory: string;
  /** Whether a passphrase may be asked for on the terminal that we run in. */
  readonly mayAsk: boolean;
}

/** Where an audit works: what its ports are made of. */
export interface AuditPlaces {
  readonly host: Host;
  readonly tokens: AccessTokens;
  readonly git: GitPlace & { readonly remoteToken: RemoteToken };
  /** Absolute path of the folder that it is written to. */
  readonly folder: string;
  /** The clone that is there: it proves what only git can. */
  readonly clone?: { readonly base: RemoteRepository; readonly workingCopy: WorkingCopy } | undefined;
  readonly version: string;
}

/** Where shards are merged. */
export interface AuditMergePlaces extends Pick<AuditPlaces, 'folder' | 'version'> {
  readonly git: GitPlace;
}

export interface AuditMergePorts extends Pick<AuditPorts, 'folder' | 'evidence' | 'version'> {
  /** The folder of a shard, by its absolute path. */
  at(folder: string): AuditFolder;
}

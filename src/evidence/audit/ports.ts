import type { BaseHistory } from '../../change/baseHistory.ts';
import type { CodeHost } from '../../change/codeHost.ts';
import type { EvidencePorts } from '../../change/evidencePorts.ts';
import type { RepositoryName } from '../../change/hostedChange.ts';
import type { Host, RemoteRepository } from '../../change/hosts.ts';
import type { MergedChanges } from '../../change/mergedChanges.ts';
import type { WorkingCopy } from '../../change/workingCopy.ts';
import type { AuditSummary } from './summary.ts';
import type { Period, Shard } from './question.ts';

/** What a person asks for. */
export interface AuditRequest {
  readonly host: Host;
  /** All repositories of this organization or person; undefined when they are named. */
  readonly owner: string | undefined;
  readonly repositories: readonly RepositoryName[];
  readonly period: Period;
  readonly shard: Shard | undefined;
  readonly sample: SampleRequest | undefined;
  /** Do not sign the evidence of the sample. */
  readonly unsigned: boolean;
}

export interface SampleRequest {
  readonly size: number;
  /** The same seed draws the same changes of the same population. */
  readonly seed: string;
}

/** What an audit works through. */
export interface AuditPorts {
  readonly merged: MergedChanges;
  readonly history: BaseHistory;
  readonly site: (repository: RepositoryName) => Promise<AuditSite>;
  readonly folder: AuditFolder;
  readonly evidence: EvidencePorts;
  readonly clock: () => Date;
  readonly version: string;
}

/** A repository of the audit. A clone that is there proves what only git can. */
export interface AuditSite {
  readonly base: RemoteRepository;
  readonly codeHost: CodeHost;
  readonly workingCopy?: WorkingCopy;
}

/** The folder that an audit is written to. Names are relative to it, with `/`. Every call may throw a `HumanError`. */
export interface AuditFolder {
  /** Its path, for sentences. */
  readonly path: string;
  /** Undefined when there is no such file. */
  read(name: string): Promise<string | undefined>;
  /** Whole or not at all. */
  write(name: string, text: string): Promise<void>;
  /** Begins a large file, which is there once it is closed. */
  create(name: string): Promise<GrowingFile>;
  /** Lines that were appended and not cut off, with where each begins; a line that was cut off is removed. */
  lines(name: string): AsyncIterable<FolderLine>;
  /** A line by where it begins. */
  lineAt(name: string, offset: number): Promise<string>;
  /** Adds lines, each of which ends with a line feed; in the file once the promise is fulfilled. */
  append(name: string, text: string): Promise<void>;
  /** Fine when it is not there. */
  remove(name: string): Promise<void>;
}

export interface GrowingFile {
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

export interface FolderLine {
  readonly offset: number;
  readonly text: string;
}

/** What an audit is busy with, for whoever waits for it. */
export type AuditProgress =
  | { readonly kind: 'repositories'; readonly owner: string }
  | ({ readonly kind: 'population' } & AtRepository)
  | ({ readonly kind: 'mapping' | 'reading' } & AtRepository & Counted)
  /** The host takes no more requests until then, or does not answer. */
  | { readonly kind: 'waiting'; readonly until: Date; readonly reason: string }
  | { readonly kind: 'writing' };

interface AtRepository {
  readonly repository: string;
  /** Which of the repositories it is, from 1. */
  readonly number: number;
  readonly of: number;
}

interface Counted {
  /** Commits of this repository. */
  readonly done: number;
  readonly all: number;
  /** Milliseconds for what is left of this repository, at the pace so far; undefined before there is one. */
  readonly remaining: number | undefined;
}

export interface AuditOutcome {
  readonly summary: AuditSummary;
  /** The worst: `violated` with any exception, else `unknown` with anything unread. */
  readonly verdict: 'compliant' | 'violated' | 'unknown';
}

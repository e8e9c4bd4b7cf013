import type { BaseHistory } from '../../change/baseHistory.ts';
import type { EvidencePorts } from '../../change/evidencePorts.ts';
import type { RepositoryName } from '../../change/hostedChange.ts';
import type { Host } from '../../change/hosts.ts';
import type { MergedChanges } from '../../change/mergedChanges.ts';
import type { JudgePorts } from '../../change/observePorts.ts';
import type { AuditSummary } from './summary.ts';
import type { Period, SampleRequest, Shard } from './question.ts';

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

/** What an audit works through. */
export interface AuditPorts {
  readonly merged: MergedChanges;
  readonly history: BaseHistory;
  readonly site: (repository: RepositoryName) => AuditSite;
  readonly folder: AuditFolder;
  readonly evidence: EvidencePorts;
  readonly clock: () => Date;
  readonly version: string;
}

/** A repository of the audit. A clone that is there proves what only git can. */
type AuditSite = Omit<JudgePorts, 'tracker'>;

/**
 * The folder that an audit is written to. Names are relative to it, with `/` between folders. Every call may throw a
 * `HumanError`.
 */
export interface AuditFolder {
  /** Its path, for sentences. */
  readonly path: string;
  /** Keeps others from writing there at the same time, until what it returns is called. */
  hold(): Promise<() => Promise<void>>;
  /** Undefined when there is no such file. */
  read(name: string): Promise<string | undefined>;
  /** Whole or not at all. */
  write(name: string, text: string): Promise<void>;
  /** Begins a large file, which is there once it is closed. */
  create(name: string): Promise<GrowingFile>;
  /** Adds lines at the end; they are in the file once the promise is fulfilled. */
  append(name: string, lines: string): Promise<void>;
  /** Cuts off a last line that was not written to its end. */
  mend(name: string): Promise<void>;
  /** The lines of a file, without their line feeds; none when there is no such file. */
  lines(name: string): AsyncIterable<PlacedLine>;
  /** A line again, by its place. */
  lineAt(name: string, place: LinePlace): Promise<string>;
  /** Takes away a file or a folder; fine when it is not there. */
  remove(name: string): Promise<void>;
}

export interface GrowingFile {
  /** @returns where the text is. */
  write(text: string): Promise<LinePlace>;
  close(): Promise<void>;
}

/** In bytes. */
export interface LinePlace {
  readonly offset: number;
  readonly length: number;
}

export interface PlacedLine extends LinePlace {
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

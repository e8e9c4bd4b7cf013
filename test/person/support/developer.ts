import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { useSandbox } from '../../sandbox/mocha.ts';
import { type Sandbox } from '../../sandbox/sandbox.ts';
import { eventually } from './eventually.ts';
import { StartChange } from './startChange.ts';
import { type SuiteWindow, useWorkbench } from './useWorkbench.ts';
import { type Workbench } from './workbench.ts';

const run = promisify(execFile);

export type Issue = Awaited<ReturnType<Developer['issues']>>[number];

/** A developer before the window of a clone of the sample, and all that a test may look at from outside. */
export class Developer {
  readonly #sandbox: () => Sandbox;
  readonly #workbench: () => Workbench;
  readonly #folder: () => string;

  constructor(sandbox: () => Sandbox, workbench: () => Workbench, folder: () => string) {
    this.#sandbox = sandbox;
    this.#workbench = workbench;
    this.#folder = folder;
  }

  get sandbox(): Sandbox {
    return this.#sandbox();
  }

  get workbench(): Workbench {
    return this.#workbench();
  }

  get startChange(): StartChange {
    return new StartChange(this.workbench);
  }

  /** The path of something in the clone. */
  file(...parts: string[]): string {
    return path.join(this.#folder(), ...parts);
  }

  /** Runs git in the clone, as someone in another terminal would. It must not block: GitHub is in this process. */
  async git(...args: string[]): Promise<string> {
    const { stdout } = await run('git', args, { cwd: this.#folder() });
    return stdout.trim();
  }

  async branch(): Promise<string> {
    return this.git('branch', '--show-current');
  }

  /** All tickets of the sample, pull requests left out, newest first, as another person sees them. */
  async issues() {
    const { owner, name } = this.sandbox.repository;
    const { data } = await this.sandbox
      .as(this.sandbox.people.lead)
      .rest.issues.listForRepo({ owner, repo: name, state: 'all', per_page: 100 });
    return data.filter(({ pull_request: pull }) => !pull).sort((a, b) => b.number - a.number);
  }

  async issuesTitled(title: string): Promise<Issue[]> {
    return (await this.issues()).filter((issue) => issue.title === title);
  }

  /** The names of the branches that GitHub shows on an issue. */
  async linkedBranches(number: number): Promise<string[]> {
    const { owner, name } = this.sandbox.repository;
    const { repository } = await this.sandbox.as(this.sandbox.people.lead).graphql<LinkedBranches>(
      `query ($owner: String!, $name: String!, $number: Int!) {
        repository(owner: $owner, name: $name) {
          issue(number: $number) { linkedBranches(first: 10) { nodes { ref { name } } } }
        }
      }`,
      { owner, name, number },
    );
    return repository.issue.linkedBranches.nodes.map(({ ref }) => ref.name);
  }

  /** The commit of a branch on GitHub; empty when it has none of that name. */
  async remoteCommit(branch: string): Promise<string> {
    return (await this.git('ls-remote', 'origin', `refs/heads/${branch}`)).split('\t')[0] ?? '';
  }

  /** What a start that was not finished left in the clone. */
  get unfinished(): boolean {
    return existsSync(this.file('.git', 'change-guide', 'start.json'));
  }

  /** Waits until the empty view says this. */
  async sees(welcome: RegExp): Promise<void> {
    await eventually(async () => {
      assert.match(await this.workbench.view('Current Change').welcome(), welcome);
    });
  }

  /** As on the first day, but for the branches and tickets that there are by now. */
  async startOver(): Promise<void> {
    this.sandbox.faults.clear();
    await this.workbench.calmDown();
    for (const name of ['start.json', 'start-draft.json', 'ticket.md']) {
      rmSync(this.file('.git', 'change-guide', name), { force: true });
    }
    await this.git('reset', '--quiet', '--hard');
    await this.git('stash', 'clear');
    await this.git('clean', '--quiet', '--force', '-d');
    await this.git('checkout', '--quiet', 'main');
    await this.workbench.openSideBar('Change');
    await this.sees(/No change is under way/);
  }
}

interface LinkedBranches {
  readonly repository: {
    readonly issue: {
      readonly linkedBranches: { readonly nodes: readonly { readonly ref: { readonly name: string } }[] };
    };
  };
}

/**
 * Gives the tests of a `describe` block a local GitHub, a clone, and one window on it; after each test the
 * developer is back on `main`.
 */
export function useDeveloper({ settings, ...options }: Omit<SuiteWindow, 'workspace'> = {}): Developer {
  const github = useSandbox();
  // A blank in the path, as people have it.
  const folder = (): string => github.folder('dana dev/payments');
  const workbench = useWorkbench(async () => {
    await github.sandbox.clone(github.sandbox.people.developer, folder());
    return {
      workspace: folder(),
      settings: { 'github-enterprise.uri': github.sandbox.url, ...settings },
      ...options,
    };
  });
  const developer = new Developer(() => github.sandbox, workbench, folder);
  before('wait until the branch was looked at', async () => {
    await workbench().openSideBar('Change');
    await developer.sees(/No change is under way/);
  });
  afterEach('go back to main', async () => {
    await developer.startOver();
  });
  return developer;
}

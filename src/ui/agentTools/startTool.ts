import * as vscode from 'vscode';
import { HumanError } from '../../base/errors.ts';
import { say } from '../../base/say.ts';
import { onOneLine } from '../../base/text.ts';
import { branchNameFrom, branchNameProblem, withTicket } from '../../change/branchName.ts';
import { slugOf } from '../../change/slug.ts';
import { newStart, startChange } from '../../change/startChange.ts';
import type { StartPlan, StartProgress } from '../../change/startJournal.ts';
import type { GitRepository } from '../gitExtension.ts';
import { t } from '../language.ts';
import type { Repositories } from '../repositories.ts';
import { settings } from '../settings.ts';
import type { HostedSite, Site, Sites } from '../sites.ts';
import { lookAtBase, mustAllowChanges, type Base } from '../startChange/beforeStart.ts';
import { obstacleIn } from '../startChange/preflight.ts';
import type { AgentTool } from './agentTool.ts';
import { textsIn } from './input.ts';

export interface StartToolDependencies {
  readonly repositories: Repositories;
  readonly sites: Sites;
  /** Called when something came to be that the view shows. */
  readonly changed: () => void;
  /** Called when a change was started. */
  readonly started: (repository: GitRepository) => void;
}

/** GitHub's own bounds. */
const longest = { title: 256, description: 65_536 };

interface Wish {
  readonly ticket: StartPlan['ticket'];
  readonly type: string | undefined;
}

/** **Change: Start Change** for an agent: the person is shown what will be made, and asked once. */
export function startTool(dependencies: StartToolDependencies): AgentTool {
  return {
    prepare: async (input) => {
      const wish = wishIn(input);
      const { hosted, uncommitted } = await placeOf(dependencies);
      return {
        invocationMessage: t`Starting a change…`,
        confirmationMessages: { title: t`Start a change?`, message: question(wish, hosted, uncommitted) },
      };
    },
    run: async (input, signal) => {
      const wish = wishIn(input);
      const { repository, site, hosted } = await placeOf(dependencies);
      try {
        const plan = await planOf(wish, site, hosted, signal);
        const ports = { ...site, ...hosted, baseRemote: hosted.base.remote };
        const done = await startChange(newStart(plan, new Date()), ports, {
          signal,
          report: () => undefined,
        });
        dependencies.started(repository);
        return [whatWasDone(done)];
      } finally {
        dependencies.changed();
        repository.status().catch(() => undefined);
      }
    },
  };
}

function wishIn(input: unknown): Wish {
  const { title, ticket, type, description } = textsIn(input, ['title', 'ticket', 'type', 'description']);
  if ((title === undefined) === (ticket === undefined)) {
    throw new HumanError(
      'Give either the title of a new ticket, or the number of one that is there as ticket.',
    );
  }
  if (ticket !== undefined) {
    const number = /^#?([1-9]\d{0,9})$/.exec(ticket.trim())?.[1];
    if (number === undefined || description !== undefined) {
      throw new HumanError(
        'A ticket that is there is given by its number, such as 42, and has its description.',
      );
    }
    return { ticket: { kind: 'existing', key: `#${number}` }, type };
  }
  const line = onOneLine(title ?? '').trim();
  if (line.length > longest.title || (description ?? '').length > longest.description) {
    throw new HumanError(
      `A title has ${longest.title} characters at most, and a description ${longest.description}.`,
    );
  }
  return { ticket: { kind: 'new', title: line, body: (description ?? '').trim() }, type };
}

/** Where the change would be started; what a person would be asked about is theirs to see to first. */
async function placeOf({ repositories, sites }: StartToolDependencies): Promise<{
  readonly repository: GitRepository;
  readonly site: Site;
  readonly hosted: HostedSite;
  readonly uncommitted: number;
}> {
  await repositories.connect();
  const repository = repositories.current;
  if (!repository) {
    throw new HumanError(say`There is no Git repository here. Open the folder of a clone first.`);
  }
  const site = await sites.of(repository);
  const { hosted, workingCopy, journal } = site;
  if (!hosted) {
    throw new HumanError(say`No remote of this repository is on a GitHub that Change Guide knows.`);
  }
  const state = await workingCopy.state();
  const obstacle = obstacleIn(state);
  if (obstacle !== undefined) {
    throw new HumanError(obstacle);
  }
  if (state.head.kind === 'detached') {
    throw new HumanError(
      say`No branch is checked out, and commits made here could be lost. Check out a branch first.`,
    );
  }
  if (await journal.read()) {
    throw new HumanError(
      say`Another start was not finished. Let the person run “Change: Start Change”, which goes on with it.`,
    );
  }
  return { repository, site, hosted, uncommitted: state.uncommitted.length };
}

/** Texts of the agent are text: nothing in them becomes a link or a picture. */
function question(
  { ticket }: Wish,
  { base: { host, owner, name } }: HostedSite,
  uncommitted: number,
): vscode.MarkdownString {
  const where = `${host.authority}/${owner}/${name}`;
  const text = new vscode.MarkdownString();
  if (ticket.kind === 'existing') {
    text.appendText(t`The ticket ${ticket.key} of ${where} gets a branch.`);
  } else {
    text.appendText(t`A ticket is created in ${where}: “${ticket.title}”.`);
  }
  const { assignTicket, publishBranch } = settings();
  text
    .appendMarkdown('\n\n')
    .appendText(t`Its branch is made from the newest base branch, and checked out here.`);
  if (assignTicket) {
    text.appendText(' ').appendText(t`The ticket is assigned to you.`);
  }
  if (publishBranch) {
    text.appendText(' ').appendText(t`The branch is pushed.`);
  }
  if (uncommitted > 0) {
    text.appendText(' ').appendText(t`Your uncommitted changes come along.`);
  }
  // Last: a dialog shows it without the frame that a chat puts around it.
  if (ticket.kind === 'new' && ticket.body !== '') {
    text.appendMarkdown('\n\n').appendCodeblock(ticket.body, 'markdown');
  }
  return text;
}

async function planOf(
  wish: Wish,
  site: Site,
  hostedSite: HostedSite,
  signal: AbortSignal,
): Promise<StartPlan> {
  const { codeHost, tracker } = hostedSite;
  const hosted = await codeHost.repository(signal);
  await mustAllowChanges(site, hostedSite, hosted, signal);
  const base = await lookAtBase(site, hostedSite, hosted, signal);
  const { ticket } = wish;
  const { assignTicket, publishBranch } = settings();
  const title = ticket.kind === 'new' ? ticket.title : (await tracker.find(ticket.key, signal))?.title;
  if (title === undefined) {
    throw new HumanError(
      `There is no ticket ${ticket.kind === 'existing' ? ticket.key : ''}. Choose another one.`,
    );
  }
  return {
    ticket,
    branch: branchOf(wish, title, base),
    baseBranch: base.baseBranch,
    uncommitted: 'carry',
    assign: assignTicket,
    publish: publishBranch,
  };
}

function branchOf({ ticket, type }: Wish, title: string, { procedure, taken }: Base): string {
  const { name: pattern, types } = procedure.branch;
  if (type !== undefined && !types.includes(type)) {
    throw new HumanError(
      `The procedure knows no kind of change of that name. It knows: ${types.join(', ')}.`,
    );
  }
  const key = ticket.kind === 'existing' ? ticket.key : undefined;
  const wanted = branchNameFrom(pattern, {
    type: type ?? types[0] ?? 'change',
    ticket: key,
    slug: slugOf(title),
  });
  const problemOf = (name: string) => branchNameProblem(withTicket(name, key ?? '0'), taken);
  const names = [wanted, ...Array.from({ length: 98 }, (_, index) => `${wanted}-${index + 2}`)];
  return names.find((name) => problemOf(name) === undefined) ?? wanted;
}

function whatWasDone({ ticket, branch, published, assigned }: StartProgress): string {
  return [
    `The ticket ${ticket?.key ?? ''} (${ticket?.url ?? ''}) has the branch ${branch ?? ''}, which is checked out.`,
    published ? 'It is published.' : 'It is not published.',
    ...(assigned === true ? ['The ticket is assigned to the person.'] : []),
  ].join(' ');
}

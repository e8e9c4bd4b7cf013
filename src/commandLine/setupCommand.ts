import { onOneLine } from '../base/text.ts';
import type { SetUpFile } from '../change/setUp/files.ts';
import { nextSteps } from '../change/setUp/nextSteps.ts';
import { procedureWith, roleProblems, type ChosenMembers, type ChosenRoles } from '../change/setUp/roles.ts';
import { changedBy, planSetUp, readBaseBranch, setUpRepository } from '../change/setUp/setUpRepository.ts';
import type { StartPorts } from '../change/startChange.ts';
import { roleIds, type RoleId } from '../procedure/procedure.ts';
import { list, plain } from '../procedure/wording.ts';
import { exitCodes, UsageError, type Command } from './command.ts';
import { openSite, type Site } from './openSite.ts';
import { Output } from './output.ts';
import type { Outside } from './outside.ts';
import { noArguments, parseOptions } from './parseOptions.ts';

const roleOptions = {
  'peer-reviewer': { type: 'string', multiple: true },
  'security-team': { type: 'string', multiple: true },
  'qa-team': { type: 'string', multiple: true },
  'engineering-lead': { type: 'string', multiple: true },
} as const satisfies Record<RoleId, object>;

export function setupCommand(outside: Outside): Command {
  return {
    help: `Set a repository up for the procedure: the procedure file, the templates of pull requests and tickets, and the
workflows that judge pull requests in GitHub Actions.

Usage, in a clone:
  change-guide setup ROLES…          Show what would be written; nothing is changed
  change-guide setup ROLES… --write  Create a ticket and a branch, commit the files there and publish
                                     them: a change of its own, for a pull request like any other

Roles; each takes a team (acme/qa) or a person (@quinn), and may be given several times:
  --security-team WHO     Step 4: reviews what has a security impact
  --qa-team WHO           Step 5: tests and signs off
  --engineering-lead WHO  Step 6: gives the final approval
  --peer-reviewer WHO     Step 3: reviews the code (default: everyone who may write)

Each is looked up on the host. Files that are there are kept; a pull request template gets what it lacks.
With a procedure file on the base branch its roles hold, and none are named here.

Options:
  --write      Do it
  --host HOST  The GitHub Enterprise Server (default: GH_HOST)

Exit codes: 0 shown, written, or set up already; 2 bad usage or bad input; 3 the host could not answer.

Examples:
  change-guide setup --security-team acme/security --qa-team acme/qa --engineering-lead acme/leads
  change-guide setup --security-team @sofia --qa-team @quinn --engineering-lead @lea --write
`,
    async run(args, terminal) {
      const { values, positionals } = parseOptions(args, {
        ...roleOptions,
        write: { type: 'boolean', default: false },
        host: { type: 'string' },
      });
      noArguments(positionals);
      const chosen = chosenRoles(values);
      const { signal } = new AbortController();
      const site = await openSite(values, outside, signal);
      const ports = portsOf(site);
      const base = await readBaseBranch(ports, signal);
      const errors = new Output(terminal.stderr);
      if (!base.procedure) {
        const problems = await problemLines(chosen, site, signal);
        if (problems.length > 0) {
          await errors.write(['change-guide: nothing was set up', ...problems, ''].map(onOneLine).join('\n'));
          return exitCodes.badInput;
        }
      } else if (roleIds.some((id) => values[id] !== undefined)) {
        throw new UsageError('there is a procedure file already, and its roles hold; leave the roles out');
      }
      const plan = await planSetUp(base.procedure ?? procedureWith(chosen), base);
      const output = new Output(terminal.stdout);
      if (changedBy(plan).length === 0) {
        await output.write(`${plan.baseBranch} has all of it already. Nothing is to be done.\n`);
        return exitCodes.compliant;
      }
      if (!values.write) {
        await output.write(preview(plan.files));
        return exitCodes.compliant;
      }
      const change = await setUpRepository(plan, ports, {
        signal,
        report: (doing) => void errors.write(`${onOneLine(String(doing))}\n`),
      });
      const done = `Ticket ${change.ticket} and its branch ${change.branch} are there, with ${changedBy(plan).length} files.`;
      await output.write(
        `${[done, 'Next:', ...nextSteps(base.name).map((step) => `  - ${String(step)}`)].join('\n')}\n`,
      );
      return exitCodes.compliant;
    },
  };
}

function chosenRoles(values: Partial<Record<RoleId, readonly string[]>>): ChosenRoles {
  return {
    'peer-reviewer': membersFrom(values['peer-reviewer']),
    'security-team': membersFrom(values['security-team']),
    'qa-team': membersFrom(values['qa-team']),
    'engineering-lead': membersFrom(values['engineering-lead']),
  };
}

function membersFrom(named: readonly string[] = []): ChosenMembers {
  const names = named.flatMap((each) => each.split(',')).map((name) => name.trim());
  const wrong = names.find((name) => !/^(?:@[\w-]+|[\w-]+\/[\w.-]+)$/.test(name));
  if (wrong !== undefined) {
    throw new UsageError(
      `\`${plain(wrong)}\` is neither a team, such as acme/qa, nor a person, such as @quinn`,
    );
  }
  return {
    teams: names.filter((name) => !name.startsWith('@')),
    users: names.filter((name) => name.startsWith('@')).map((name) => name.slice(1)),
  };
}

function portsOf(site: Site): StartPorts {
  const { clone, base, pushRemote } = site;
  if (!clone || pushRemote === undefined) {
    throw new UsageError('run it in a clone of the repository: the files are committed there');
  }
  return { ...site, ...clone, baseRemote: base.remote, pushRemote };
}

/** Everything that is wrong with the roles, and the teams that there are. */
async function problemLines(
  chosen: ChosenRoles,
  site: Site,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const problems = await roleProblems(chosen, site, signal);
  if (problems.length === 0) {
    return [];
  }
  const teams = await site.directory.teams(signal);
  const there =
    teams === undefined
      ? 'A person owns the repository, so there are no teams; name people, such as @quinn.'
      : `Teams of @${site.base.owner}: ${String(list(teams.map(plain), 'and', 30))}.`;
  return [...problems.map(String), there].map((line) => `  ${line}`);
}

const marks = { new: '+', completed: '~', kept: '=' } as const;

/** What each file would hold; those that are kept only by their names. */
function preview(files: readonly SetUpFile[]): string {
  const overview = files.map(({ path, what }) => `${marks[what]} ${path} (${what})`);
  const texts = files
    .filter(({ what }) => what !== 'kept')
    .map(({ path, text }) => `──── ${path}\n\n${text.trimEnd()}\n`);
  return `${overview.map(onOneLine).join('\n')}\n\n${texts.join('\n')}\nNothing was written. Add --write to do it.\n`;
}

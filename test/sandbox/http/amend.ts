import { permissionFlags, permissionOf } from '../rest/permissions.ts';
import { accountLinks } from '../rest/represent.ts';
import { documentationUrl } from '../rest/respond.ts';
import { teamJson } from '../rest/teams.ts';
import type { User } from '../store.ts';
import type { World } from '../world.ts';

/** Addresses that are for people and for git stay at the root; all others are the API's. */
const atRoot = [
  'html_url',
  'clone_url',
  'svn_url',
  'git_url',
  'avatar_url',
  'diff_url',
  'patch_url',
  'blob_url',
  'raw_url',
];
const apiResource = /^\/(?:repos|users|orgs|organizations|teams|repositories)\//;
const milliseconds = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.\d+Z$/;

/**
 * Makes the emulator's JSON an Enterprise Server's: addresses below `/api/v3`, times in whole seconds, the
 * permissions of the one who asks, GitHub's documentation.
 */
export function amend(world: World, user: User | undefined, value: unknown, key = ''): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => amend(world, user, item, key));
  }
  if (typeof value === 'string') {
    return amendText(world, value, key);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value).map(([name, item]) => {
    // `_links` holds `{ html: { href } }`.
    const inner = name === 'href' ? `${key}_url` : name;
    return [name, amend(world, user, item, inner)] as const;
  });
  const result = Object.fromEntries(entries) as Record<string, unknown>;
  return completed(world, user, result);
}

/** Adds what the emulator leaves out of accounts, teams, check runs and repositories. */
function completed(
  world: World,
  user: User | undefined,
  result: Record<string, unknown>,
): Record<string, unknown> {
  if (typeof result['login'] === 'string' && 'avatar_url' in result) {
    const links = accountLinks(world, result['login']);
    return 'members_url' in result ? { ...links, ...organization(result) } : { ...result, ...links };
  }
  const team =
    'repositories_url' in result ? world.github.teams.findOneBy('node_id', result['node_id']) : undefined;
  if (team) {
    return { ...result, ...teamJson(world, team) };
  }
  if ('check_suite' in result && 'output' in result) {
    const annotations_url = `${String(result['url'])}/annotations`;
    return { ...result, output: { ...(result['output'] as object), annotations_url } };
  }
  const repository = world.github.repos.findOneBy('full_name', result['full_name']);
  if (repository && user && 'permissions' in result) {
    const permissions = permissionFlags(permissionOf(world, repository, user));
    const issues = world.github.issues.findBy('repo_id', repository.id);
    const open = issues.filter(({ state }) => state === 'open').length;
    return {
      network_count: 0,
      subscribers_count: 0,
      ...result,
      open_issues: open,
      open_issues_count: open,
      permissions,
    };
  }
  return result;
}

/** What an organisation has not set is left out by GitHub, and null in the emulator. */
function organization(result: Record<string, unknown>): Record<string, unknown> {
  const unset = ['company', 'blog', 'location', 'email'].filter(
    (name) => result[name] === null || result[name] === '',
  );
  const set = Object.entries(result).filter(([name]) => !unset.includes(name));
  return { ...Object.fromEntries(set), archived_at: null };
}

function amendText(world: World, text: string, key: string): string {
  if (key === 'documentation_url') {
    return documentationUrl;
  }
  if (key.endsWith('_at') || key === 'date') {
    return text.replace(milliseconds, '$1Z');
  }
  const isAddress = (key === 'url' || key.endsWith('_url')) && !atRoot.includes(key);
  if (isAddress && text.startsWith(world.url) && apiResource.test(text.slice(world.url.length))) {
    return world.apiUrl + text.slice(world.url.length);
  }
  return text;
}

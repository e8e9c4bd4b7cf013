import { matchesGlob } from '../glob.ts';
import { nodeId } from '../nodeId.ts';
import type { Repository } from '../store.ts';
import type { Ruleset, World } from '../world.ts';
import type { Call } from './call.ts';
import { forbidden, invalid } from './errors.ts';
import { permissionOf } from './permissions.ts';
import { repositoryUrl, time } from './represent.ts';
import { created, type Routes } from './respond.ts';

const repository = '/repos/:owner/:repo';

/** Of the rules only the one for status checks is kept. */
export const rulesetRoutes: Routes = {
  [`GET ${repository}/rules/branches/:branch{.+}`]: (call) =>
    call.page(rulesetsOf(call.world, call.repository, call.parameter('branch')), (ruleset) => ({
      ...ruleJson(ruleset),
      ruleset_source_type: 'Repository',
      ruleset_source: call.repository.full_name,
      ruleset_id: ruleset.id,
    })),
  [`GET ${repository}/rulesets`]: (call) =>
    call.page(call.world.extra.rulesets.findBy('repo_id', call.repository.id), (ruleset) =>
      rulesetJson(call, ruleset),
    ),
  [`POST ${repository}/rulesets`]: (call) => {
    if (permissionOf(call.world, call.repository, call.user) !== 'admin') {
      throw forbidden();
    }
    const ruleset = call.world.extra.rulesets.insert({ repo_id: call.repository.id, ...asked(call) });
    return created({ ...rulesetJson(call, ruleset), rules: [ruleJson(ruleset)] });
  },
};

/** The rulesets that hold for a branch: one that is tried out, or turned off, asks nothing. */
export function rulesetsOf({ extra }: World, found: Repository, branch: string): Ruleset[] {
  return extra.rulesets
    .findBy('repo_id', found.id)
    .filter(
      ({ enforcement, include, exclude }) =>
        enforcement === 'active' && names(include, found, branch) && !names(exclude, found, branch),
    );
}

function names(patterns: readonly string[], { default_branch }: Repository, branch: string): boolean {
  return patterns.some(
    (pattern) =>
      pattern === '~ALL' ||
      (pattern === '~DEFAULT_BRANCH' && branch === default_branch) ||
      matchesGlob(`refs/heads/${branch}`, pattern),
  );
}

interface AskedRule {
  readonly type: string;
  readonly parameters?: { readonly required_status_checks?: Ruleset['checks'] };
}

/** What the body asks for, which the gate has held against GitHub's description. */
function asked({ body }: Call): Pick<Ruleset, 'name' | 'enforcement' | 'include' | 'exclude' | 'checks'> {
  const conditions = body['conditions'] as
    { ref_name?: { include?: string[]; exclude?: string[] } } | undefined;
  const rules = (body['rules'] ?? []) as readonly AskedRule[];
  if (rules.some(({ type }) => type !== 'required_status_checks')) {
    throw invalid({ resource: 'Ruleset', field: 'rules', code: 'invalid' });
  }
  return {
    name: String(body['name']),
    enforcement: body['enforcement'] as Ruleset['enforcement'],
    include: conditions?.ref_name?.include ?? [],
    exclude: conditions?.ref_name?.exclude ?? [],
    checks: rules.flatMap(({ parameters }) => parameters?.required_status_checks ?? []),
  };
}

function ruleJson({ checks }: Ruleset): Record<string, unknown> {
  return {
    type: 'required_status_checks',
    parameters: { required_status_checks: checks, strict_required_status_checks_policy: false },
  };
}

function rulesetJson({ repository: found, world }: Call, ruleset: Ruleset): Record<string, unknown> {
  return {
    id: ruleset.id,
    node_id: nodeId('RepositoryRuleset', ruleset.id),
    name: ruleset.name,
    target: 'branch',
    source_type: 'Repository',
    source: found.full_name,
    enforcement: ruleset.enforcement,
    conditions: { ref_name: { include: ruleset.include, exclude: ruleset.exclude } },
    created_at: time(ruleset.created_at),
    updated_at: time(ruleset.updated_at),
    _links: { self: { href: `${repositoryUrl(world, found)}/rulesets/${ruleset.id}` } },
  };
}

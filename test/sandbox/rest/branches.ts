import { notFound } from './errors.ts';
import { requiredContexts } from './protection.ts';
import { repositoryUrl } from './represent.ts';
import type { Routes } from './respond.ts';

export const branchRoutes: Routes = {
  'GET /repos/:owner/:repo/branches/:branch{.+}': async (call) => {
    const { repository, user, world } = call;
    const name = call.parameter('branch');
    const branch = world.github.branches.findBy('repo_id', repository.id).find((row) => row.name === name);
    if (!branch) {
      throw notFound();
    }
    const required = requiredContexts(world, repository, name);
    const url = `${repositoryUrl(world, repository)}/branches/${name}`;
    return {
      name,
      commit: await world.ask(`/repos/${repository.full_name}/commits/${branch.sha}`, user.login),
      _links: { self: url, html: `${world.url}/${repository.full_name}/tree/${name}` },
      protected: branch.protected,
      protection: {
        enabled: branch.protected,
        required_status_checks: {
          enforcement_level: required ? 'non_admins' : 'off',
          contexts: required ?? [],
          checks: (required ?? []).map((context) => ({ context, app_id: null })),
        },
      },
      protection_url: `${url}/protection`,
    };
  },
};

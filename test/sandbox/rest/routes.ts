import type { Context, EmulatedApp } from '../store.ts';
import type { World } from '../world.ts';
import { Call } from './call.ts';
import { branchRoutes } from './branches.ts';
import { deploymentRoutes } from './deployments.ts';
import { GitHubError } from './errors.ts';
import { forkRoutes } from './forks.ts';
import { issueRoutes } from './issues.ts';
import { metaRoutes } from './meta.ts';
import { pullRoutes } from './pulls.ts';
import { refRoutes } from './refs.ts';
import { errorResponse, type Handler, type Routes } from './respond.ts';
import { repositoryRoutes } from './repositories.ts';
import { reviewRoutes } from './reviews.ts';
import { rulesetRoutes } from './rulesets.ts';
import { searchRoutes } from './search.ts';
import { statusRoutes } from './statuses.ts';
import { teamRoutes } from './teams.ts';

const all: Routes = {
  ...metaRoutes,
  ...repositoryRoutes,
  ...forkRoutes,
  ...rulesetRoutes,
  ...refRoutes,
  ...branchRoutes,
  ...issueRoutes,
  ...searchRoutes,
  ...pullRoutes,
  ...reviewRoutes,
  ...statusRoutes,
  ...deploymentRoutes,
  ...teamRoutes,
};

/** Puts our routes ahead of the emulator's. */
export function addRoutes(app: EmulatedApp, world: World): void {
  for (const [route, handler] of Object.entries(all)) {
    const [method = '', path = ''] = route.split(' ');
    app.on(method, path, async (context) => answer(world, handler, context));
  }
}

async function answer(world: World, handler: Handler, context: Context): Promise<Response> {
  const { raw } = context.req;
  const user = world.github.users.findOneBy('login', context.get('authUser')?.login);
  if (!user) {
    return errorResponse(new GitHubError(401, 'Requires authentication'));
  }
  try {
    const body = await readBody(raw);
    const parameter = (name: string): string => context.req.param(name);
    const call = new Call(world, user, new URL(raw.url).searchParams, body, parameter, raw);
    const result = await handler(call);
    return result instanceof Response ? result : Response.json(result);
  } catch (error) {
    if (error instanceof GitHubError) {
      return errorResponse(error);
    }
    throw error;
  }
}

async function readBody(request: Request): Promise<Record<string, unknown>> {
  const text = await request.text();
  if (text === '') {
    return {};
  }
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new GitHubError(400, 'Problems parsing JSON');
  }
}

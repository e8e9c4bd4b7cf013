import { insertFork } from '../entities/repository.ts';
import type { Routes } from './respond.ts';

export const forkRoutes: Routes = {
  /** GitHub forks by and by, which is why it answers with 202; here the fork is there at once. */
  'POST /repos/:owner/:repo/forks': async (call) => {
    const { repository, user, world } = call;
    const name = call.text('name') ?? repository.name;
    const known = world.github.repos.findOneBy('full_name', `${user.login}/${name}`);
    const fork = known ?? insertFork(world, repository, user, name);
    return Response.json(await world.ask(`/repos/${fork.full_name}`, user.login), { status: 202 });
  },
};

import type { User } from '../store.ts';
import type { World } from '../world.ts';

/** Lets a request be answered, and keeps what it made of a pull request's text, as GitHub's "edited" menu shows it. */
export async function keepingEdits(
  world: World,
  method: string,
  path: string,
  user: User,
  answer: () => Promise<Response>,
): Promise<Response> {
  const [, owner, name, number] = /^\/repos\/([^/]+)\/([^/]+)\/(?:pulls|issues)\/(\d+)$/.exec(path) ?? [];
  const repository = world.github.repos.findOneBy('full_name', `${owner ?? ''}/${name ?? ''}`);
  const pull = world.github.pullRequests
    .findBy('repo_id', repository?.id)
    .find((candidate) => candidate.number === Number(number));
  if (method !== 'PATCH' || !pull) {
    return answer();
  }
  const before = pull.body ?? '';
  const response = await answer();
  const after = world.github.pullRequests.get(pull.id)?.body ?? '';
  if (after !== before) {
    const { contentEdits } = world.extra;
    if (contentEdits.findBy('pull_id', pull.id).length === 0) {
      const opened = contentEdits.insert({ pull_id: pull.id, text: before, editor_id: pull.user_id });
      Object.assign(opened, { created_at: pull.created_at });
    }
    contentEdits.insert({ pull_id: pull.id, text: after, editor_id: user.id });
  }
  return response;
}

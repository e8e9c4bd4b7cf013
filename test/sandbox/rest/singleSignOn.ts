import { organization } from '../people.ts';
import type { Repository, User } from '../store.ts';
import type { World } from '../world.ts';
import { ownerOf } from './represent.ts';

export const singleSignOnMessage =
  'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.';

/** Whether this person's token must be authorised before it may see the repository. */
export function needsSingleSignOn({ unauthorized }: World, user: User, repository: Repository): boolean {
  return unauthorized.has(user.login) && ownerOf(repository) === organization;
}

/** What says where the token is authorised. */
export function singleSignOnHeader({ url }: World): Record<string, string> {
  return { 'x-github-sso': `required; url=${url}/orgs/${organization}/sso?authorization_request=A1b2` };
}

/** What says whose results a list leaves out. */
export function partialResultsHeader({ github }: World): Record<string, string> {
  const id = github.orgs.findOneBy('login', organization)?.id ?? 0;
  return { 'x-github-sso': `partial-results; organizations=${id}` };
}

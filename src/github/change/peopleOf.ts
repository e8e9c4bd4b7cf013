import type { Person } from '../../procedure/changeRecord.ts';
import type { RepositoryAnswer } from './answers.ts';
import { knownPerson, permissionFrom } from './people.ts';

/** How many people are asked about one by one, where the list does not tell. Nobody's change names more. */
const mostSingleRequests = 50;

/** Everyone who is named, and everyone else whom the repository lists: they are who could still approve. */
export async function peopleOf(
  { people, isPrivate }: RepositoryAnswer,
  logins: readonly string[],
  permissionOf: (login: string) => Promise<Person['permission']>,
): Promise<Record<string, Person>> {
  const edges = (people?.edges ?? []).flatMap((edge) => edge ?? []);
  const listed = new Map(
    edges.map(({ node, permission }) => [
      node.login.toLowerCase(),
      { login: node.login, permission: permissionFrom(permission) },
    ]),
  );
  const isWhole = people != null && people.pageInfo?.hasNextPage === false && people.edges != null;
  const persons = new Map<string, Person>();
  for (const { login, permission } of listed.values()) {
    persons.set(login, { kind: 'user', permission });
  }
  const named = [...new Map(logins.map((login) => [login.toLowerCase(), login])).values()];
  const unlisted = named.filter((login) => !listed.has(login.toLowerCase()));
  let asked = 0;
  for (const login of unlisted) {
    const known = knownPerson(login);
    if (known) {
      persons.set(login, known);
    } else if (isWhole && isPrivate) {
      // Who is not in a whole list has no way in.
      persons.set(login, { kind: 'user', permission: 'none' });
    } else {
      asked += 1;
      const permission = asked > mostSingleRequests ? 'unknown' : await permissionOf(login);
      persons.set(login, { kind: 'user', permission });
    }
  }
  return Object.fromEntries(persons);
}

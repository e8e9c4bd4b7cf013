/** Who works on the sample repository. */

export type PersonRole = 'developer' | 'peer' | 'security' | 'qa' | 'lead';

export interface Person {
  readonly role: PersonRole;
  readonly login: string;
  readonly name: string;
  readonly email: string;
  /** Works for the API and for git over HTTP. */
  readonly token: string;
}

export type People = Readonly<Record<PersonRole, Person>>;

export const people: People = {
  developer: person('developer', 'dana-dev', 'Dana Okafor'),
  peer: person('peer', 'piotr-peer', 'Piotr Nowak'),
  security: person('security', 'sofia-sec', 'Sofia Marchetti'),
  qa: person('qa', 'quinn-qa', 'Quinn Abara'),
  lead: person('lead', 'lena-lead', 'Lena Fischer'),
};

/** A bot that opens dependency updates; it has an account and a token, and is in no team. */
export const bot = {
  login: 'renovate[bot]',
  name: 'Renovate',
  email: '29139614+renovate[bot]@users.noreply.github.com',
  token: 'ghp_sandbox_renovate_bot',
} as const;

/** Has an account on this GitHub, but no access to anything of the organisation. */
export const outsider = {
  login: 'oscar-outside',
  name: 'Oscar Outside',
  email: 'oscar@elsewhere.example',
  token: 'ghp_sandbox_oscar_outside',
} as const;

export const organization = 'acme';

/** The team of each role that approves, as `.github/change-procedure.yml` of the sample binds them. */
export const teams = [
  { name: 'Senior developers', slug: 'senior-developers', members: ['peer', 'lead'] },
  { name: 'Security', slug: 'security', members: [] },
  { name: 'Application security', slug: 'application-security', parent: 'security', members: ['security'] },
  { name: 'QA', slug: 'qa', members: ['qa'] },
  { name: 'Engineering leads', slug: 'engineering-leads', members: ['lead'] },
] as const satisfies readonly {
  readonly name: string;
  readonly slug: string;
  readonly parent?: string;
  readonly members: readonly PersonRole[];
}[];

function person(role: PersonRole, login: string, name: string): Person {
  const email = `${login.split('-')[0] ?? login}@acme.example`;
  return { role, login, name, email, token: `ghp_sandbox_${login.replace('-', '_')}` };
}

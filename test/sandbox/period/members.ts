import { bot, people } from '../people.ts';

/** Someone who works on the generated repository. Who has no token of the sandbox's people can't be signed in as. */
export interface Member {
  readonly login: string;
  readonly name: string;
  readonly email: string;
}

function member(login: string, name: string): Member {
  return { login, name, email: `${login}@acme.example` };
}

export const robot: Member = bot;

/** GitHub itself, which commits what is merged on its pages. */
export const webFlow: Member = { login: 'web-flow', name: 'GitHub', email: 'noreply@github.com' };

export const developers: readonly [Member, ...Member[]] = [
  people.developer,
  member('diego-dev', 'Diego Ramos'),
  member('dora-dev', 'Dora Lindqvist'),
  member('dev-patel', 'Dev Patel'),
  member('daan-dev', 'Daan Visser'),
];
export const peers: readonly [Member, ...Member[]] = [
  people.peer,
  member('petra-peer', 'Petra Novak'),
  member('paolo-peer', 'Paolo Conti'),
];
export const security: readonly [Member, ...Member[]] = [people.security, member('sami-sec', 'Sami Haddad')];
export const testers: readonly [Member, ...Member[]] = [people.qa, member('qadir-qa', 'Qadir Aziz')];
/** An administrator. */
export const owner: Member = people.lead;
/** A lead who may write, and no more. */
export const otherLead = member('leo-lead', 'Leo Brandt');

/** Those who are not among the sandbox's people, and the team that each is in. */
export const newcomers: readonly { readonly who: Member; readonly teams: readonly string[] }[] = [
  ...developers.slice(1).map((who) => ({ who, teams: [] })),
  ...peers.slice(1).map((who) => ({ who, teams: ['senior-developers'] })),
  ...security.slice(1).map((who) => ({ who, teams: ['application-security'] })),
  ...testers.slice(1).map((who) => ({ who, teams: ['qa'] })),
  { who: otherLead, teams: ['senior-developers', 'engineering-leads'] },
];

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { facts, type ChangeRecord } from '../../../src/procedure/changeRecord.ts';
import { constant } from '../../../src/procedure/constant.ts';
import { evaluate } from '../../../src/procedure/evaluate.ts';
import { roleIds, type Procedure } from '../../../src/procedure/procedure.ts';
import type { ComplianceReport } from '../../../src/procedure/report.ts';
import { anyProcedure, anyRecord, logins } from './arbitraries.ts';
import { at, procedureWith, recordWith, review, type Draft } from './records.ts';
import { tries } from '../../thorough.ts';

const runs = { numRuns: tries(300) };

function changed(record: ChangeRecord, change: (draft: Draft<ChangeRecord>) => void): ChangeRecord {
  const draft = structuredClone(record) as Draft<ChangeRecord>;
  change(draft);
  return draft;
}

/** The same value with the keys of every object in another order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(turned);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, inner]) => [key, turned(inner)]),
      )
    : value;
}

describe('whatever the change is', () => {
  it('the same input gives the same bytes, and is left as it was', () => {
    fc.assert(
      fc.property(anyProcedure, anyRecord, (procedure, record) => {
        const report = evaluate(constant(procedure), constant(record));
        assert.equal(
          JSON.stringify(evaluate(structuredClone(procedure), structuredClone(record))),
          JSON.stringify(report),
        );
      }),
      runs,
    );
  });

  it('the order of keys, of people and of a team’s members does not matter', () => {
    fc.assert(
      fc.property(anyProcedure, anyRecord, (procedure, record) => {
        const other = changed(turned(record) as ChangeRecord, (draft) => {
          draft.reviews.reverse();
          for (const members of Object.values(draft.teams)) {
            if (Array.isArray(members)) {
              members.reverse();
            }
          }
        });
        assert.equal(
          JSON.stringify(evaluate(turned(procedure) as Procedure, other)),
          JSON.stringify(evaluate(procedure, record)),
        );
      }),
      runs,
    );
  });

  it('the verdict is what the steps say, and a step what its findings say', () => {
    fc.assert(
      fc.property(anyProcedure, anyRecord, (procedure, record) => {
        const { steps, verdict } = evaluate(procedure, record);
        const statuses = steps.map(({ status }) => status);
        const isOpen = statuses.includes('waiting') || statuses.includes('blocked');
        assert.equal(isOpen, verdict === 'incomplete' || verdict === 'violated');
        assert.equal(!isOpen && statuses.includes('unknown'), verdict === 'unknown');
        for (const { status, findings } of steps) {
          assert.equal(
            findings.some(({ severity }) => severity === 'error'),
            status === 'waiting' || status === 'blocked',
          );
          assert.ok(status !== 'unknown' || findings.some(({ severity }) => severity === 'unknown'));
        }
      }),
      runs,
    );
  });

  it('what remains is what the findings miss, and nobody fills two places', () => {
    fc.assert(
      fc.property(anyProcedure, anyRecord, (procedure, record) => {
        const { steps, remaining } = evaluate(procedure, record);
        for (const { role, approvals } of remaining) {
          const step = steps.find((other) => other.role === role);
          const counted = step?.approvals.filter(({ counts }) => counts).length ?? 0;
          const { finalApproval } = procedure.approvals;
          // A final approval may count and yet be too early to fill a place that another one lost.
          assert.ok(
            role === 'engineering-lead' && finalApproval === 'last'
              ? counted + approvals >= procedure.roles[role].approvals
              : counted + approvals === procedure.roles[role].approvals,
          );
          const places = step?.findings.find(({ code, data }) => code !== 'fact.unknown' && 'need' in data)
            ?.data as { have: number; need: number } | undefined;
          assert.ok(
            places === undefined
              ? step?.findings.some(({ code }) => code === 'role.unconfigured') === true
              : places.need - places.have === approvals,
          );
        }
        if (procedure.approvals.distinctPeople) {
          const people = steps.flatMap(({ approvals, role }) => {
            const counting = approvals.filter(({ counts }) => counts).map(({ author }) => author);
            return role !== 'developer' && counting.length <= procedure.roles[role].approvals ? counting : [];
          });
          assert.equal(new Set(people).size, people.length);
        }
      }),
      runs,
    );
  });

  it('every sentence is one line that ends, and says nothing twice', () => {
    fc.assert(
      fc.property(anyProcedure, anyRecord, (procedure, record) => {
        for (const { findings } of evaluate(procedure, record).steps) {
          for (const { message } of findings) {
            assert.match(message, /^[\p{Lu}\p{P}\p{N}][^\p{Cc}]+\.$/u);
            assert.doesNotMatch(message, /undefined|null|NaN|\[object|\.\./);
            assert.ok(message.length < 500, message);
          }
          assert.equal(new Set(findings.map((finding) => JSON.stringify(finding))).size, findings.length);
        }
      }),
      runs,
    );
  });
});

describe('knowing less never makes a change compliant', () => {
  /** A change that knows less than another. */
  const losses: [string, fc.Arbitrary<(record: Draft<ChangeRecord>) => void>][] = [
    [
      'a fact',
      fc.constantFrom(...facts).map((fact) => (record) => {
        record.unknown.push({ fact, reason: 'lost' });
      }),
    ],
    [
      'a team',
      fc.constantFrom('acme/security', 'acme/qa', 'acme/leads').map((team) => (record) => {
        record.teams[team] = { unknown: 'lost' };
      }),
    ],
    [
      'a team’s entry',
      fc.constantFrom('acme/security', 'acme/qa', 'acme/leads').map((team) => (record) => {
        Reflect.deleteProperty(record.teams, team);
      }),
    ],
    [
      'a permission',
      fc.constantFrom(...logins).map((login) => (record) => {
        const person = record.people[login];
        if (person !== undefined) {
          person.permission = 'unknown';
        }
      }),
    ],
    [
      'an author',
      fc.constantFrom(0, 1).map((index) => (record) => {
        record.commits[index]?.authors.push(null);
      }),
    ],
    [
      'the head’s commit',
      fc.constant((record) => {
        record.commits.pop();
      }),
    ],
    [
      'a patch id',
      fc.constantFrom(0, 1).map((index) => (record) => {
        Reflect.deleteProperty(record.patchIds, Object.keys(record.patchIds)[index] ?? '');
      }),
    ],
    [
      'a review’s commit',
      fc.nat(7).map((index) => (record) => {
        const lost = record.reviews[index];
        if (lost !== undefined) {
          lost.commitSha = null;
        }
      }),
    ],
    [
      'the time of the merge',
      fc.constant((record) => {
        if (record.pullRequest !== null) {
          Reflect.deleteProperty(record.pullRequest, 'mergedAt');
        }
      }),
    ],
  ];
  for (const [name, loss] of losses) {
    it(`losing ${name}`, () => {
      fc.assert(
        fc.property(anyProcedure, anyRecord, loss, (procedure, record, lose) => {
          if (evaluate(procedure, changed(record, lose)).verdict === 'compliant') {
            assert.equal(evaluate(procedure, record).verdict, 'compliant');
          }
        }),
        runs,
      );
    });
  }

  const rests: [fact: (typeof facts)[number], verdict: ComplianceReport['verdict']][] = [
    ['ticket', 'unknown'],
    ['pullRequest', 'unknown'],
    ['commits', 'unknown'],
    ['files', 'incomplete'],
    ['reviews', 'unknown'],
    ['checks', 'unknown'],
    ['deployments', 'unknown'],
    ['people', 'unknown'],
  ];
  for (const [fact, verdict] of rests) {
    it(`a change that has all it needs, but for its ${fact}`, () => {
      assert.equal(
        evaluate(
          procedureWith(),
          recordWith(({ unknown }) => {
            unknown.push({ fact, reason: 'lost' });
          }),
        ).verdict,
        verdict,
      );
    });
  }

  it('a fact that a step rests on', () => {
    fc.assert(
      fc.property(anyProcedure, anyRecord, fc.constantFrom(...facts), (procedure, record, fact) => {
        fc.pre(
          fact !== 'files' &&
            (fact !== 'checks' || procedure.checks !== 'none') &&
            (fact !== 'deployments' || procedure.qa.deployment === 'required'),
        );
        const report = evaluate(
          procedure,
          changed(record, ({ unknown }) => {
            unknown.push({ fact, reason: 'lost' });
          }),
        );
        assert.notEqual(report.verdict, 'compliant');
        assert.ok(
          report.steps.some(({ findings }) =>
            findings.some(
              ({ code, data }) => code === 'fact.unknown' && (data as { fact: string }).fact === fact,
            ),
          ),
        );
      }),
      runs,
    );
  });
});

describe('approvals', () => {
  const better = (a: ComplianceReport, b: ComplianceReport): boolean =>
    a.verdict === 'compliant' && b.verdict !== 'compliant';

  it('are never better for being one fewer', () => {
    fc.assert(
      fc.property(anyProcedure, anyRecord, fc.constantFrom(...logins), (procedure, record, login) => {
        // A person who says one thing only: to take back a later word is to say the earlier one again.
        fc.pre(
          record.reviews.filter(({ author, state }) => author === login && state !== 'COMMENTED').length ===
            1,
        );
        const less = changed(record, (draft) => {
          draft.reviews = draft.reviews.filter(
            ({ author, state }) => author !== login || state !== 'APPROVED',
          );
        });
        assert.ok(!better(evaluate(procedure, less), evaluate(procedure, record)));
      }),
      runs,
    );
  });

  it('of those who remain, in the right order, make steps 3 to 6 done', () => {
    fc.assert(
      fc.property(anyProcedure, anyRecord, (procedure, start) => {
        let record = changed(start, (draft) => {
          draft.unknown = [];
          draft.reviews = draft.reviews.filter(({ state }) => state === 'APPROVED');
          draft.commits.forEach((commit) => {
            commit.authors = ['dev-1'];
          });
          draft.checks = [{ name: 'build', result: 'success' }];
          draft.deployments = [
            {
              environment: 'staging',
              sha: draft.branch.headSha,
              state: 'success',
              updatedAt: at('12:00:00'),
            },
          ];
          draft.people = Object.fromEntries(
            Object.keys(draft.people).map((login) => [login, { kind: 'user', permission: 'write' }]),
          );
          draft.teams = {
            'acme/security': ['gus', 'ann'],
            'acme/qa': ['hal', 'bob', 'ann'],
            'acme/leads': ['ida', 'cyd', 'ann'],
          };
          draft.ticket = recordWith().ticket as Draft<ChangeRecord>['ticket'];
          if (draft.pullRequest?.state !== 'open') {
            draft.pullRequest = recordWith().pullRequest as Draft<ChangeRecord>['pullRequest'];
          }
        });
        let hour = 13;
        // Who approves again for another role takes the first approval back, so that others may have to follow.
        for (let round = 0; round < 4; round++) {
          const used = new Set<string>();
          for (const { role, approvals, eligible } of evaluate(procedure, record).remaining) {
            for (let place = 0; place < approvals; place++) {
              // Those in the fewest roles first, so that nobody is used up who is needed elsewhere.
              const next = eligible
                ?.toSorted((a, b) => rolesOf(procedure, record, a) - rolesOf(procedure, record, b))
                .find((login) => !used.has(login));
              fc.pre(next !== undefined);
              used.add(next);
              const time = `${hour++}:00:00`;
              record = changed(record, (draft) => {
                draft.reviews.push(review(next, time, { id: `${role}-${time}` }));
              });
            }
          }
        }
        const { steps, remaining } = evaluate(procedure, record);
        assert.deepEqual(remaining, []);
        assert.deepEqual(
          steps.slice(2, 5).filter(({ status }) => status !== 'done' && status !== 'not-required'),
          [],
        );
        assert.deepEqual(
          steps[5]?.findings.filter(({ code }) => code !== 'steps.open'),
          [],
        );
      }),
      { numRuns: tries(250) },
    );
  });
});

function rolesOf(procedure: Procedure, record: ChangeRecord, login: string): number {
  return roleIds.filter((role) => {
    const { users, teams } = procedure.roles[role];
    return (
      users.includes(login) || teams.some((team) => ((record.teams[team] ?? []) as string[]).includes(login))
    );
  }).length;
}

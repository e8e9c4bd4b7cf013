import assert from 'node:assert/strict';
import { constant, isConstant } from '../../../src/procedure/constant.ts';
import { parseProcedure } from '../../../src/procedure/parseProcedure.ts';
import { prepare } from '../../../src/procedure/prepare.ts';
import { defaultProcedure } from '../../../src/procedure/procedure.ts';
import { judge, procedureWith, recordWith, type ProcedureDraft } from './records.ts';

describe('what depends on the procedure alone', () => {
  it('is worked out once, for a procedure that stays as it is', () => {
    const procedure = procedureWith();
    assert.equal(prepare(procedure), prepare(procedure));
    assert.equal(prepare(defaultProcedure), prepare(defaultProcedure));
  });

  it('is worked out anew when somebody changes the procedure', () => {
    const procedure = procedureWith() as ProcedureDraft;
    const record = recordWith();
    const before = judge(record, procedure);
    procedure.branch.name = 'release-{slug}';
    procedure.pullRequest.securityChecklist.push('One more');
    procedure.securityImpact.paths = ['src/**'];
    procedure.controls = [];
    assert.deepEqual(judge(record, procedure), judge(record, structuredClone(procedure)));
    assert.notEqual(judge(record, procedure).procedure.digest, before.procedure.digest);
  });

  it('can be kept: nobody can change a procedure from a file, or the default', () => {
    const parsed = parseProcedure('version: 1\nroles: { qa-team: { users: [quinn] } }\nchecks: [unit]');
    assert.ok(parsed.ok);
    assert.ok(isConstant(parsed.procedure));
    assert.ok(isConstant(defaultProcedure));
    assert.throws(
      () => (parsed.procedure as ProcedureDraft).roles['qa-team'].users.push('quentin'),
      TypeError,
    );
  });

  it('is not constant while anything within it can be changed', () => {
    assert.ok(isConstant(constant({ a: [{ b: 1 }, null, 'c'] })));
    assert.ok(!isConstant(Object.freeze({ a: Object.freeze([{ b: 1 }]) })));
    assert.ok(!isConstant({}));
  });
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { procedureSchema } from '../../../scripts/procedureSchema.ts';
import { parseProcedure } from '../../../src/procedure/parseProcedure.ts';
import { defaultProcedure } from '../../../src/procedure/procedure.ts';
import { commentedProcedure } from '../../../src/procedure/procedureYaml.ts';
import { tries } from '../../thorough.ts';

const root = path.join(import.meta.dirname, '../../..');

describe("the procedure file's JSON Schema", () => {
  let accepts: ValidateFunction;
  before(() => {
    accepts = new Ajv({ strict: true, allowUnionTypes: true }).compile(procedureSchema());
  });

  it('is what package.json offers to editors', () => {
    const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      contributes: { yamlValidation: { fileMatch: string; url: string }[] };
    };
    const [{ fileMatch, url } = { fileMatch: '', url: '' }] = manifest.contributes.yamlValidation;
    assert.equal(fileMatch, '.github/change-procedure.yml');
    assert.deepEqual(JSON.parse(readFileSync(path.join(root, url), 'utf8')), procedureSchema());
  });

  it('accepts the defaults', () => {
    assert.ok(accepts(parse(commentedProcedure(defaultProcedure))), JSON.stringify(accepts.errors));
  });

  const samples: [string, boolean][] = [
    ['version: 1', true],
    ['version: 2', false],
    ['id: x', false],
    ['version: 1\naprovals: {}', false],
    ['version: 1\nchecks: [unit]', true],
    ['version: 1\nchecks: none', true],
    ['version: 1\nchecks: some', false],
    ['version: 1\nroles: { qa-team: { approvals: 20 } }', true],
    ['version: 1\nroles: { qa-team: { approvals: 21 } }', false],
    ['version: 1\nroles: { qa-team: { approvals: two } }', false],
    ['version: 1\nroles: { qa-lead: {} }', false],
    ['version: 1\nsecurityImpact: { paths: ["!x"] }', false],
    ['version: 1\nsecurityImpact: { paths: [" "] }', false],
    ['version: 1\ncontrols: [{ framework: SOC 2 }]', false],
    ['version: 1\nid: ""', false],
  ];
  for (const [text, expected] of samples) {
    it(`${expected ? 'accepts' : 'refuses'} ${JSON.stringify(text)}, as the parser does`, () => {
      assert.equal(accepts(parse(text)), expected);
      assert.equal(parseProcedure(text).ok, expected);
    });
  }

  it('agrees with the parser about changes anywhere in the file', () => {
    const whole = parse(commentedProcedure(defaultProcedure)) as Record<string, unknown>;
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 1 }),
      fc.constantFrom('all', 'last', 'write', 1, true, ['a'], {}),
    );
    const key = fc.constantFrom(...Object.keys(whole), 'other');
    const inner = fc.constantFrom(
      'name',
      'before',
      'qa-team',
      'approvals',
      'paths',
      'stale',
      'labels',
      'deployment',
    );
    fc.assert(
      fc.property(key, inner, value, fc.boolean(), (outerKey, innerKey, changed, isDeep) => {
        const old = whole[outerKey];
        const canBeDeep = isDeep && typeof old === 'object' && old !== null && !Array.isArray(old);
        const file = { ...whole, [outerKey]: canBeDeep ? { ...old, [innerKey]: changed } : changed };
        assert.equal(parseProcedure(stringify(file)).ok, accepts(file), JSON.stringify(accepts.errors));
      }),
      { numRuns: tries(300) },
    );
  });
});

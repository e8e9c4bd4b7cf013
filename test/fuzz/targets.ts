import assert from 'node:assert/strict';
import fc from 'fast-check';
import { HumanError } from '../../src/base/errors.ts';
import { onOneLine } from '../../src/base/text.ts';
import { branchNameProblem, ticketIn } from '../../src/change/branchName.ts';
import { parseChangeFacts } from '../../src/change/changeFacts.ts';
import { readDraft } from '../../src/change/draftPoints.ts';
import { hostForGit, parseRemote } from '../../src/change/hosts.ts';
import { parsePushedRefs } from '../../src/change/push.ts';
import { judgingWorkflow } from '../../src/change/setUp/workflows.ts';
import { parseSignOff } from '../../src/change/signOff.ts';
import { descriptionFrom } from '../../src/change/ticketForm.ts';
import { parseOptions } from '../../src/commandLine/parseOptions.ts';
import { parseStatement } from '../../src/evidence/parseStatement.ts';
import { changedFilesFrom, pathsOf } from '../../src/git/listings.ts';
import { completeTemplate } from '../../src/procedure/completeTemplate.ts';
import { evaluate } from '../../src/procedure/evaluate.ts';
import { globProblem, GlobSet } from '../../src/procedure/globs.ts';
import { parseChangeRecord } from '../../src/procedure/parseChangeRecord.ts';
import { parseProcedure } from '../../src/procedure/parseProcedure.ts';
import { defaultProcedure } from '../../src/procedure/procedure.ts';
import { commentedProcedure } from '../../src/procedure/procedureYaml.ts';
import { plainReport } from '../../src/procedure/reportText.ts';
import { linesOf } from '../../src/procedure/textRange.ts';
import { plain } from '../../src/procedure/wording.ts';
import { body, recordWith } from '../unit/procedure/records.ts';
import { almost, almostJson, hostileText } from './texts.ts';

/** A parser of something that comes from outside, and what must hold whatever it is given. */
export interface Target {
  readonly name: string;
  /** Looks at so many inputs; throws with the seed and the smallest input that breaks it. */
  run(inputs: number, seed: number | undefined): void;
}

function target<T>(name: string, input: fc.Arbitrary<T>, holds: (value: T) => void): Target {
  return {
    name,
    run(inputs, seed) {
      fc.assert(fc.property(input, holds), { numRuns: inputs, ...(seed !== undefined && { seed }) });
    },
  };
}

const record = recordWith();
// oxlint-disable-next-line no-control-regex -- what a terminal would take for a command
const controls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

export const targets: readonly Target[] = [
  target('procedure file', fc.oneof(hostileText, almost(commentedProcedure(defaultProcedure))), (text) => {
    const parsed = parseProcedure(text);
    if (parsed.ok) {
      assert.equal(evaluate(parsed.procedure, record).steps.length, 6);
      return;
    }
    const lines = linesOf(text).length;
    for (const { line, column, message } of parsed.problems) {
      assert.ok(line >= 1 && line <= lines + 1 && column >= 1, `${line}:${column}`);
      assert.doesNotMatch(message, controls);
    }
  }),
  target('change record', fc.oneof(fc.jsonValue(), almostJson(record)), (value) => {
    const parsed = parseChangeRecord(value);
    if (parsed.ok) {
      const report = evaluate(defaultProcedure, parsed.record);
      assert.doesNotMatch(plainReport(report).join('\n'), controls);
      return;
    }
    assert.ok(parsed.problems.every(({ path }) => path === '' || path.startsWith('/')));
  }),
  target('description', fc.oneof(hostileText, almost(body)), (text) => {
    const lines = linesOf(text).length;
    for (const { ranges } of readDraft(defaultProcedure, text).points) {
      assert.ok(ranges.length > 0);
      assert.ok(
        ranges.every(({ startLine, endLine }) => 0 <= startLine && startLine <= endLine && endLine <= lines),
      );
    }
  }),
  target('template', hostileText, (text) => {
    const complete = completeTemplate(defaultProcedure, text);
    assert.equal(completeTemplate(defaultProcedure, complete), complete, 'completing twice changes nothing');
  }),
  target('ticket form', hostileText, (text) => {
    assert.equal(typeof descriptionFrom(text), 'string');
  }),
  target('lines of a push', hostileText, (text) => {
    assert.ok(parsePushedRefs(text).every(({ localSha }) => /^[0-9a-f]+$/.test(localSha)));
  }),
  target('listings of git', hostileText, (text) => {
    assert.ok(pathsOf(text).length + changedFilesFrom(text).length >= 0);
  }),
  target('address of a remote', hostileText, (url) => {
    const server = 'https://git.acme.test:8443';
    const found = parseRemote({ name: 'origin', url }, [server]);
    assert.ok(
      !found ||
        ['github.com', 'git.acme.test:8443'].includes(found.host.authority) ||
        found.host.authority.endsWith('.ghe.com'),
    );
    const host = hostForGit(url, [server]);
    assert.ok(!host || new URL(url).origin === host.webUrl, 'a token goes to its own host only');
  }),
  target('branch name', hostileText, (name) => {
    ticketIn(name, defaultProcedure.branch.name);
    if (branchNameProblem(name, []) === undefined) {
      // oxlint-disable-next-line no-control-regex -- git refuses these
      assert.doesNotMatch(name, /^-|\.\.|@\{|[\u0000- ~^:?*[\\\u007f]|\.lock$|\/$/);
    }
  }),
  target('sign-off', hostileText, (text) => {
    const signOff = parseSignOff(text);
    assert.ok(!signOff || ['passed', 'failed'].includes(signOff.result));
  }),
  target('statement', fc.oneof(hostileText, fc.json()), (text) => {
    assert.equal(parseStatement(text).ok, false);
  }),
  target('facts that were kept', fc.jsonValue(), (value) => {
    assert.equal(parseChangeFacts(value), undefined);
  }),
  target('glob and path', fc.tuple(hostileText, hostileText), ([glob, path]) => {
    const match = new GlobSet([glob]).firstMatch(path);
    assert.ok(match === -1 || globProblem(glob) === undefined);
  }),
  target('options of the command line', fc.array(hostileText, { maxLength: 4 }), (args) => {
    try {
      parseOptions(args, { pr: { type: 'string' }, json: { type: 'boolean' } });
    } catch (error) {
      assert.ok(error instanceof HumanError, String(error));
    }
  }),
  target('name of a workflow', hostileText, (name) => {
    assert.doesNotMatch(judgingWorkflow([name]).split('workflows: ')[1]?.split('\n')[0] ?? '', controls);
  }),
  target('text in a sentence', hostileText, (text) => {
    assert.doesNotMatch(plain(text), controls);
    assert.doesNotMatch(onOneLine(text), controls);
    assert.doesNotMatch(onOneLine(text), /\n/);
  }),
];

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseSignOff, renderSignOff } from '../../src/change/signOff.ts';
import { evaluate } from '../../src/procedure/evaluate.ts';
import { parseChangeRecord } from '../../src/procedure/parseChangeRecord.ts';
import { parseProcedure } from '../../src/procedure/parseProcedure.ts';
import { buildCommandLine, changeGuide, temporaryFolder } from './commandLine/changeGuide.ts';
import { exampleOf, examplesOf } from '../../scripts/docExamples.ts';

const pages = [
  'procedure-file.md',
  'rules.md',
  'codes.md',
  'change-record.md',
  'compliance-report.md',
  'command-line.md',
  'evidence.md',
];

describe('docs', () => {
  for (const page of pages) {
    for (const { info, text } of examplesOf(page).filter((each) => each.info.startsWith('yaml'))) {
      it(`${page}: the procedure ${JSON.stringify(text.slice(0, 40))}… is ${info === 'yaml' ? 'good' : 'bad'}`, () => {
        assert.equal(parseProcedure(text).ok, info === 'yaml');
      });
    }
  }

  it('change-record.md: the record is one', () => {
    assert.deepEqual(parseChangeRecord(JSON.parse(exampleOf('change-record.md', 'json'))).ok, true);
  });

  it('qa.md: the sign-off is one', () => {
    const text = exampleOf('qa.md', 'markdown').trim();
    const read = parseSignOff(text);
    assert.ok(read);
    assert.equal(renderSignOff(read), text);
  });

  it('rules.md: the checklist answers its items and calls in the security team', () => {
    const record = JSON.parse(exampleOf('change-record.md', 'json')) as { pullRequest: { body: string } };
    const [first = '', second = ''] = exampleOf('rules.md', 'markdown').trim().split('\n');
    const body = record.pullRequest.body
      .replace(/^.*No secrets.*$/m, first)
      .replace(/^.*Input from outside.*$/m, second);
    const parsed = parseChangeRecord({ ...record, pullRequest: { ...record.pullRequest, body } });
    const procedure = parseProcedure(exampleOf('compliance-report.md', 'yaml'));
    assert.ok(parsed.ok && procedure.ok);
    const { steps } = evaluate(procedure.procedure, parsed.record);
    assert.deepEqual([steps[1]?.status, steps[3]?.status], ['done', 'waiting']);
    assert.ok((steps[3]?.findings ?? []).some(({ code }) => code === 'checklist.not-applicable'));
  });

  describe('commands', () => {
    before(buildCommandLine);
    const consoles = pages.flatMap((page) =>
      examplesOf(page)
        .filter(({ info }) => info === 'console')
        .map(({ text }) => [page, text] as const),
    );
    for (const [page, text] of consoles) {
      it(`${page}: ${text.split('\n', 1).join()}`, async () => {
        const { folder, remove } = temporaryFolder();
        try {
          writeFileSync(path.join(folder, 'record.json'), exampleOf('change-record.md', 'json'));
          writeFileSync(path.join(folder, 'procedure.yml'), exampleOf('compliance-report.md', 'yaml'));
          writeFileSync(path.join(folder, 'bad.yml'), exampleOf('procedure-file.md', 'yaml bad'));
          await assertPlays(text, folder);
        } finally {
          remove();
        }
      });
    }
  });
});

/** Types each `$` line and compares what comes, where the page shows it; a page that shows no exit code means 0. */
async function assertPlays(text: string, cwd: string): Promise<void> {
  for (const turn of text.split(/^\$ /m).slice(1)) {
    const [typed = '', ...shown] = turn.trimEnd().split('\n');
    const [command = '', input] = typed.split(' < ');
    const { code, stdout, stderr } = await changeGuide(command.split(' ').slice(1), {
      cwd,
      ...(input === undefined ? {} : { input: recordWithoutTime() }),
    });
    const exit = code === 0 ? '' : `[exit code ${code ?? 'none'}]`;
    if (shown.length > 0) {
      assert.equal(`${stdout}${stderr}${exit}`.trimEnd(), shown.join('\n'));
    } else {
      assert.equal(code, 0, stderr);
    }
  }
}

function recordWithoutTime(): string {
  const record = JSON.parse(exampleOf('change-record.md', 'json')) as Record<string, unknown>;
  return JSON.stringify({ ...record, capturedAt: undefined });
}

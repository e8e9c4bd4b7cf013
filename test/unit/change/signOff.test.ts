import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseSignOff, renderSignOff, type SignOff } from '../../../src/change/signOff.ts';
import { onOneLine } from '../../../src/base/text.ts';
import { tries } from '../../thorough.ts';

const commit = 'c0ffee2000000000000000000000000000000000';

const signOff: SignOff = {
  result: 'passed',
  environment: 'staging',
  deployment: { succeededAt: '2026-03-04T12:00:00Z', url: 'https://staging.acme.example/deploy/7' },
  commit,
  evidence: 'Refund of 10.000,01 € asks for a second approval\n\nhttps://qa.acme.example/runs/88',
};

describe('sign-off', () => {
  it('reads well', () => {
    assert.equal(
      renderSignOff(signOff),
      `### QA sign-off

- **Result:** passed
- **Environment:** staging
- **Deployment:** 2026-03-04T12:00:00Z <https://staging.acme.example/deploy/7>
- **Commit:** ${commit}
- **Evidence:**

  > Refund of 10.000,01 € asks for a second approval
  >
  > https://qa.acme.example/runs/88`,
    );
  });

  it('is read back from among other words, and as a browser saves it', () => {
    const body = `Thanks!\n\n${renderSignOff(signOff)}\n\n> a quote that is not ours\n\nMore words.`;
    assert.deepEqual(parseSignOff(body), signOff);
    assert.deepEqual(parseSignOff(body.replaceAll('\n', '\r\n')), signOff);
  });

  it('is read back whatever it says', () => {
    const line = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        '### QA sign-off',
        '- **Result:** failed',
        '<!--',
        '```',
        '> quoted',
        '\\*',
        '](command:x)',
        '@everyone',
      ),
    );
    fc.assert(
      fc.property(
        fc.record(
          {
            result: fc.constantFrom('passed' as const, 'failed' as const),
            environment: line,
            deployment: fc.option(
              fc.record(
                {
                  succeededAt: fc
                    .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
                    .map((date) => date.toISOString()),
                  url: fc
                    .webUrl({ withFragments: true, withQueryParameters: true })
                    .map((url) => new URL(url).href),
                },
                { requiredKeys: ['succeededAt'], noNullPrototype: true },
              ),
            ),
            commit: fc.stringMatching(/^[0-9a-f]{40}$/),
            evidence: fc.array(line, { maxLength: 5 }).map((lines) => lines.join('\n')),
          },
          { noNullPrototype: true },
        ),
        (given) => {
          const read = parseSignOff(`Hello\n\n${renderSignOff(given)}\n\nBye`);
          assert.deepEqual(read, {
            ...given,
            environment: onOneLine(given.environment),
            // Blanks at the end of a line mean nothing, and all line ends are the same.
            evidence: given.evidence
              .split(/\r\n|\r|\n/)
              .map((text) => (text.trim() === '' ? '' : text.trimEnd()))
              .join('\n'),
          });
        },
      ),
      { numRuns: tries(500) },
    );
  });

  describe('is not read', () => {
    const whole = renderSignOff(signOff);
    const altered: readonly [name: string, body: string][] = [
      ['without one', 'Looks good to me.'],
      ['twice: which of them holds?', `${whole}\n\n${whole.replace('passed', 'failed')}`],
      ['with another result', whole.replace('passed', 'perhaps')],
      ['with a line left out', whole.replace(/- \*\*Environment.*\n/, '')],
      ['with a cut commit', whole.replace(commit, commit.slice(0, 7))],
      ['with lines in between', whole.replace('- **Commit', '\n- **Commit')],
      ['with a deployment that is a script', whole.replace('https://staging', 'javascript:staging')],
      ['in a quotation', whole.replaceAll(/^/gm, '> ')],
      ['without its evidence’s line', whole.replace('- **Evidence:**', '')],
    ];
    for (const [name, body] of altered) {
      it(name, () => {
        assert.equal(parseSignOff(body), undefined);
      });
    }
  });

  it('shows no address that is no web address', () => {
    const text = renderSignOff({
      ...signOff,
      deployment: { succeededAt: '2026-03-04T12:00:00Z', url: 'javascript:alert(1)' },
    });
    assert.match(text, /\*\*Deployment:\*\* 2026-03-04T12:00:00Z$/m);
  });

  it('takes no long time for a hostile text', () => {
    const started = performance.now();
    for (const part of ['### QA sign-off', '- **Result:** ', '\\', '<https://', '  > ']) {
      parseSignOff(part.repeat(200_000));
      parseSignOff(`${part}\n`.repeat(200_000));
    }
    assert.ok(performance.now() - started < 3000);
  });

  it('is not made for what is no commit or no time', () => {
    assert.throws(() => renderSignOff({ ...signOff, commit: 'main' }), RangeError);
    assert.throws(() => renderSignOff({ ...signOff, deployment: { succeededAt: 'yesterday' } }), RangeError);
  });
});

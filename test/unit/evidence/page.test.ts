import assert from 'node:assert/strict';
import { evidencePage } from '../../../src/evidence/page/page.ts';
import { makeStatement, type Signing } from '../../../src/evidence/statement.ts';
import { at, review, type RecordDraft } from '../procedure/records.ts';
import { inputFor, mergeCommit, mergedChange } from './evidence.ts';
import { wordsOf } from './words.ts';

const unsigned: Signing = { kind: 'none', reason: 'git has no signing key.' };

function pageOf(
  change: (record: RecordDraft) => void = () => undefined,
  signing: Signing = unsigned,
): string {
  return evidencePage(makeStatement({ ...inputFor(mergedChange(change)), signing }));
}

describe('the page of evidence', () => {
  it('says the verdict, who did what when on which commit, and why it counts', () => {
    const words = wordsOf(pageOf());
    for (const sentence of [
      '✓ Compliant Every step that ENG-PROC-003 asks for was done before the change was merged.',
      'Ticket #128 “Refund limit”, created by @dev-1 on 2026-03-04 08:00 UTC',
      '@peer-1 approved c0ffee2 on 2026-03-04 11:00 UTC. Counts: it is for the head commit, by a person of this role.',
      'Merged on 2026-03-04 16:00 UTC by @lead-1 as a1b2c3d.',
      'None: nothing deviates from the procedure',
      'Everything that was asked for was read.',
      'Members and permissions are as of 2026-03-04 17:00 UTC',
      'acme/qa: @qa-1',
      'SOC 2CC8.11–6',
      `${mergeCommit}, the merge commit`,
      'the base commit b0b0b0b000000000000000000000000000000000: its .github/change-procedure.yml',
      'Not signed. git has no signing key.',
    ]) {
      assert.ok(words.includes(sentence), `${sentence}\n\nis not in\n\n${words}`);
    }
  });

  it('names deviations, unknowns and what could not be read before anything else', () => {
    const words = wordsOf(
      pageOf((record) => {
        record.reviews = [
          review('peer-1', '11:00:00', { commitSha: record.commits[0]?.sha ?? '' }),
          review('dev-1', '11:10:00'),
          review('robot[bot]', '11:20:00'),
        ];
        record.teams['acme/security'] = { unknown: 'the token may not read it (403)' };
        record.unknown.push({ fact: 'files', reason: 'the host answered 502' });
      }),
    );
    const deviations = words.slice(words.indexOf('Deviations and unknowns'), words.indexOf('The six steps'));
    assert.match(words, /✕ Violated The change was merged without all that ENG-PROC-003 asks for: steps/);
    assert.match(
      deviations,
      /Deviation in steps 3 and 4: The approval by @peer-1 is for abcdef1; 1 commit came after it/,
    );
    assert.match(deviations, /The changed files: the host answered 502/);
    assert.match(deviations, /The members of acme\/security: the token may not read it \(403\)/);
    assert.match(words, /@dev-1 approved c0ffee2 on .*?Does not count: @dev-1 opened the pull request/);
    assert.match(words, /@robot\[bot\] approved .*?Does not count: @robot\[bot\] is a bot/);
  });

  it('lets nothing from outside become markup, act, load or reorder', () => {
    const hostile = '"><script>alert(1)</script><img src=x onerror=alert(2)>\u202E\u0007\uD800';
    const page = pageOf((record) => {
      record.pullRequest.title = hostile;
      record.pullRequest.body = `${record.pullRequest.body}</pre>${hostile}`;
      record.pullRequest.labels = [hostile];
      record.pullRequest.url = 'javascript:alert(3)';
      record.branch.name = hostile;
      if (record.ticket) {
        record.ticket = { ...record.ticket, title: hostile, url: 'data:text/html,<script>alert(4)</script>' };
      }
      record.reviews.push(review(hostile, '12:30:00', { url: ' javascript:alert(5)' }));
      record.checks.push({
        name: hostile,
        result: 'success',
        url: 'https://ci.acme.test/"onclick="alert(6)',
      });
      record.files.push({ path: hostile, status: 'added' });
      record.deployments.push({
        environment: hostile,
        sha: hostile,
        state: 'pending',
        updatedAt: at('12:00:00'),
      });
      record.people[hostile] = { kind: 'user', permission: 'read' };
      record.unknown.push({ fact: 'files', reason: hostile });
    });
    const tags = Array.from(page.matchAll(/<[a-z][^>]*>/g), ([tag]) => tag.replaceAll(/"[^"]*"/g, '""'));
    assert.deepEqual(
      tags.filter((tag) => /^<(script|img|iframe|link|object|base)|\s(on\w+|src|style)=/.test(tag)),
      [],
    );
    assert.doesNotMatch(page, /@import|url\(/);
    assert.doesNotMatch(page, /[\u202E\p{Cs}]|(?!\n)\p{Cc}/u);
    assert.deepEqual(
      new Set(Array.from(page.matchAll(/href="([^:"]*):/g), ([, scheme]) => scheme)),
      new Set(['https']),
    );
    assert.match(
      page,
      /Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-/,
    );
  });

  it('says how to verify, with the signer’s name where it is signed', () => {
    const signing = { kind: 'ssh', namespace: 'change-guide-evidence', fingerprint: 'SHA256:abc' } as const;
    const words = wordsOf(pageOf(undefined, signing));
    assert.match(words, /with the key SHA256:abc/);
    assert.match(words, /ssh-keygen -Y verify -f allowed_signers -I dana@acme.test -n change-guide-evidence/);
    assert.doesNotMatch(words, /Not signed/);
  });

  it('shows a long change in part, and says so', () => {
    const words = wordsOf(
      pageOf((record) => {
        record.files = Array.from({ length: 130 }, (_, index) => ({
          path: `src/${index}.ts`,
          status: 'added',
        }));
      }),
    );
    assert.match(words, /And 30 more files; statement\.json lists them all/);
  });
});

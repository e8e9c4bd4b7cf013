import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { findBrowser } from '../host/web/browser.ts';
import { auditPage } from '../../src/evidence/audit/page/page.ts';
import { troubledSummary } from '../unit/evidence/audit/summaries.ts';
import { evidenceOf, mergedChange } from '../unit/evidence/evidence.ts';
import { eventually } from './support/eventually.ts';
import { commit, review } from '../unit/procedure/records.ts';
import { itThoroughly } from '../thorough.ts';

/** Much of everything: deviations, unknowns, long names, many commits. */
const troubled = () =>
  mergedChange((record) => {
    record.pullRequest.title = `Raise the limit of refunds ${'and_a_very_long_word'.repeat(8)}`;
    record.reviews = [
      review('dev-1', '11:00:00'),
      review('peer-1', '11:10:00'),
      review('lead-1', '11:20:00'),
    ];
    record.checks.push({ name: 'e2e', result: 'failure', completedAt: '2026-03-04T11:30:00Z' });
    record.teams['acme/security'] = { unknown: 'the token may not read its members (403)' };
    record.unknown.push({ fact: 'files', reason: 'the host answered 502' });
    record.commits.unshift(
      ...Array.from({ length: 60 }, (_, index) =>
        commit(String(index).padStart(40, '1'), { authors: [null] }),
      ),
    );
  });

describe('the pages of evidence and of an audit in a browser', () => {
  let browser: Browser;
  const folder = mkdtempSync(path.join(tmpdir(), 'change-guide-page-'));
  const files = {
    compliant: path.join(folder, 'compliant.html'),
    troubled: path.join(folder, 'troubled.html'),
    audit: path.join(folder, 'audit.html'),
  };

  before('open the browser', async function () {
    this.timeout(5 * 60_000);
    browser = await chromium.launch({
      executablePath: await findBrowser(),
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
    writeFileSync(files.compliant, (await evidenceOf(mergedChange())).files.get('evidence.html') ?? '');
    writeFileSync(files.troubled, (await evidenceOf(troubled())).files.get('evidence.html') ?? '');
    writeFileSync(files.audit, auditPage(troubledSummary()));
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const kind of ['compliant', 'troubled', 'audit'] as const) {
    for (const [device, width] of [
      ['phone', 360],
      ['laptop', 1280],
    ] as const) {
      for (const colorScheme of ['light', 'dark'] as const) {
        // Colours and widths have little to do with one another: two of the four show each of them.
        const usual = (device === 'phone') === (colorScheme === 'light');
        const test = usual ? it : itThoroughly;
        test(`has nothing that axe objects to: ${kind}, on a ${device}, ${colorScheme}`, async () => {
          await withPage(files[kind], { viewport: { width, height: 800 }, colorScheme }, async (page) => {
            // Our own policy forbids scripts, so axe comes by way of the browser's debugger.
            await page.evaluate(axe.source);
            const { violations } = await page.evaluate(async () =>
              (globalThis as unknown as { axe: { run(): Promise<axe.AxeResults> } }).axe.run(),
            );
            assert.deepEqual(
              violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
              [],
            );
          });
        });

        test(`fits and is shown whole: ${kind}, on a ${device}, ${colorScheme}`, async () => {
          await withPage(files[kind], { viewport: { width, height: 800 }, colorScheme }, async (page) => {
            assert.equal(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), 0);
          });
        });
      }
    }
  }

  it('asks for nothing, and takes no other style or script', async () => {
    const page = await browser.newPage();
    const asked: string[] = [];
    const said: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => said.push(message.text()));
    await page.goto(pathToFileURL(files.troubled).href);
    assert.deepEqual([asked, said], [[pathToFileURL(files.troubled).href], []]);
    const tampered = readFileSync(files.compliant, 'utf8').replace(
      '</body>',
      '<style>body{display:none}</style><script>document.title="ran"</script></body>',
    );
    const file = path.join(folder, 'tampered.html');
    writeFileSync(file, tampered);
    await page.goto(pathToFileURL(file).href);
    assert.ok(await page.locator('h1').isVisible());
    assert.notEqual(await page.title(), 'ran');
    await page.close();
  });

  it('is read in order, by headings and by the keyboard', async () => {
    await withPage(files.compliant, { viewport: { width: 360, height: 800 } }, async (page) => {
      assert.deepEqual(await page.locator('h1, h2').allInnerTexts(), [
        'Ask for a second approval of large refunds',
        'Deviations and unknowns',
        'The six steps',
        'Timeline',
        'The change',
        'Test results and deployments',
        'Commits and files',
        'Roles and their members',
        'Procedure and controls',
        'Origin and verification',
      ]);
      const stops: string[] = [];
      for (let stop = 0; stop < 4; stop += 1) {
        await page.keyboard.press('Tab');
        stops.push(
          String(
            await page.evaluate(
              'document.activeElement.getAttribute("aria-label") ?? document.activeElement.innerText',
            ),
          ),
        );
      }
      assert.deepEqual(stops, [
        'Ticket #128',
        'Pull request #130',
        'Timeline as a picture',
        'Timeline as a table',
      ]);
      // The picture is wider than a phone: arrow keys must bring the rest of it into sight.
      await page.getByRole('region', { name: 'Timeline as a picture' }).focus();
      await page.keyboard.press('ArrowRight');
      // The page's policy forbids the evaluation that Playwright's own waiting is made of.
      await eventually(async () => {
        assert.equal(await page.evaluate('document.activeElement.scrollLeft > 0'), true);
      });
    });
  });

  it('shows an audit in order: the answer and the exceptions first, pictures by the keyboard', async () => {
    await withPage(files.audit, { viewport: { width: 360, height: 800 } }, async (page) => {
      assert.deepEqual(await page.locator('h1, h2').allInnerTexts(), [
        'All repositories of acme',
        'Exceptions',
        'What could not be read',
        'Over time',
        'Time in each step',
        'People in several roles',
        'Reverts and changes by bots',
        'What was looked at',
        'Sample',
        'Origin and verification',
      ]);
      const region = page.getByRole('region', { name: 'Over time as a picture' });
      await region.focus();
      await page.keyboard.press('ArrowRight');
      await eventually(async () => {
        assert.equal(await page.evaluate('document.activeElement.scrollLeft > 0'), true);
      });
      // What the picture shows is there in numbers, closed until somebody wants them.
      const numbers = page.getByRole('region', { name: 'Over time as a table' });
      assert.equal(await numbers.isVisible(), false);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await eventually(async () => {
        assert.equal(await numbers.isVisible(), true);
      });
    });
  });

  for (const [format, kind] of [
    ['A4', 'troubled'],
    ['Letter', 'troubled'],
    ['A4', 'audit'],
    ['Letter', 'audit'],
  ] as const) {
    it(`prints on ${format}, with nothing wider than the paper: ${kind}`, async () => {
      const paper = { A4: { width: 672, height: 980 }, Letter: { width: 695, height: 912 } }[format];
      await withPage(files[kind], { viewport: paper, colorScheme: 'dark' }, async (page) => {
        await page.emulateMedia({ media: 'print' });
        assert.equal(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), 0);
        const background = await page.evaluate('getComputedStyle(document.body).backgroundColor');
        assert.equal(background, 'rgb(255, 255, 255)');
        assert.ok((await page.pdf({ format })).length > 10_000);
      });
    });
  }

  async function withPage(
    file: string,
    options: Parameters<Browser['newPage']>[0],
    use: (page: Page) => Promise<void>,
  ): Promise<void> {
    const page = await browser.newPage(options);
    try {
      await page.goto(pathToFileURL(file).href);
      await use(page);
    } finally {
      await page.close();
    }
  }
});

// Draws the Marketplace's icon from the one in VS Code's activity bar: `media/icon.png`.
//   npm run icon
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowser } from '../test/host/web/browser.ts';

const size = 256;

const media = path.join(import.meta.dirname, '..', 'media');
const glyph = readFileSync(path.join(media, 'change.svg'), 'utf8').replace('stroke="#000"', 'stroke="#fff"');
const page = `<style>
  body { margin: 0 }
  div { width: ${size}px; height: ${size}px; border-radius: ${size / 5}px; display: grid; place-items: center;
        background: linear-gradient(160deg, #1f7a6d, #12405f) }
  svg { width: 66%; height: 66% }
</style><div>${glyph}</div>`;

const browser = await chromium.launch({ executablePath: await findBrowser(), chromiumSandbox: false });
try {
  const window = await browser.newPage({ viewport: { width: size, height: size } });
  await window.setContent(page);
  await window.screenshot({ path: path.join(media, 'icon.png'), omitBackground: true });
} finally {
  await browser.close();
}

// axe on every page in both themes, in a real Chromium.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const types = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};

/** @returns {Promise<string[]>} each violation, with its page and theme */
export async function accessibilityProblems(site, executablePath) {
  const server = await serve(site);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const origin = `http://localhost:${server.address().port}`;
  const waiting = [...site.pages.keys()];
  try {
    // Two at a time, for two cores.
    return (await Promise.all([0, 1].map(() => checkWaiting(browser, origin, waiting)))).flat();
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}

/** Takes one page after the other off the list, until none is left. */
async function checkWaiting(browser, origin, waiting) {
  const problems = [];
  const page = await browser.newPage();
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    await page.goto(`${origin}${address}`);
    await page.evaluate(axe);
    for (const theme of ['light', 'dark']) {
      problems.push(...(await violations(page, theme)).map((text) => `${address} (${theme}): ${text}`));
    }
  }
  return problems;
}

/** Starlight's own switch sets the same attribute. */
async function violations(page, theme) {
  const found = await page.evaluate((name) => {
    document.documentElement.dataset.theme = name;
    return globalThis.axe.run({ resultTypes: ['violations'] });
  }, theme);
  return found.violations.map(
    ({ id, nodes }) => `${id}, ${nodes.length} times: ${nodes[0].target.join(' ')}`,
  );
}

async function serve({ folder, files }) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const name = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    if (!files.has(name)) return response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': types[extname(name)] ?? 'application/octet-stream' });
    return response.end(readFileSync(join(folder, name)));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

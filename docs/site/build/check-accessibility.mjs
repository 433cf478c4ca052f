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
  try {
    const problems = [];
    for (const colorScheme of ['light', 'dark']) {
      const page = await browser.newPage({ colorScheme });
      for (const address of site.pages.keys()) {
        await page.goto(`http://localhost:${server.address().port}${address}`);
        problems.push(...(await violations(page)).map((text) => `${address} (${colorScheme}): ${text}`));
      }
      await page.close();
    }
    return problems;
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}

async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }));
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

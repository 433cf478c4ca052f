// Finds a Chromium for the end-to-end tests, or gets one.
import { existsSync } from 'node:fs';
import { canInstall, installPackages } from './debian-packages.mjs';
import { commandFile } from './repository.mjs';
import { runCommand } from './run-command.mjs';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const advice = `No Chromium for the end-to-end tests. Do one of these and run npm test again:
  - install Chromium or Google Chrome with your system's package manager (on Debian: apt-get install chromium)
  - run: npx playwright install --with-deps chromium
  - set CHROMIUM_PATH to the executable of a Chromium that you have`;

/**
 * @param {{ signal?: AbortSignal, say: (line: string) => void }} options
 * @returns {Promise<{ path: string } | { problem: string }>}
 */
export async function provideChromium({ signal, say }) {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) {
    if (await runs(asked, signal)) return { path: asked };
    return { problem: `CHROMIUM_PATH is ${asked}, which does not run. Correct it, or unset it.` };
  }
  const found = await findChromium(signal);
  if (found !== null) return { path: found };

  let log = '';
  if (canInstall()) {
    say("no Chromium here: installing Debian's package");
    const { code, output } = await installPackages(['chromium'], { signal });
    if (code !== 0) log += output;
  }
  if ((await findChromium(signal)) === null) {
    say('no Chromium here: asking Playwright for one');
    const { output } = await runCommand(
      process.execPath,
      [commandFile('.', 'playwright-core'), 'install', 'chromium'],
      { signal },
    );
    log += output;
  }
  const installed = await findChromium(signal);
  return installed === null ? { problem: `${log.trim()}\n\n${advice}`.trim() } : { path: installed };
}

async function findChromium(signal) {
  const { chromium } = await import('playwright-core');
  for (const path of [...usualPlaces, chromium.executablePath()]) {
    if (await runs(path, signal)) return path;
  }
  return null;
}

async function runs(path, signal) {
  if (!existsSync(path)) return false;
  // Windows' Chrome opens a window for --version: there, being present must do.
  if (process.platform === 'win32') return true;
  const { code } = await runCommand(path, ['--version'], { signal });
  return code === 0;
}

// Finds an engine on this machine, and starts it.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, EngineName } from './browser.js';
import { launchChromium } from './chromium.js';
import { launchFirefox } from './firefox.js';
import { launchWebKit } from './webkit.js';

/** A name of this machine that is no secure context's, where an engine can map names. */
export const insecureHost = 'app.hospital.test';

/** What starts the engine; `null` where it is not installed. */
export function findEngine(engine: EngineName): (() => Promise<Browser>) | null {
  switch (engine) {
    case 'chromium': {
      const path = firstThere(process.env['CHROMIUM_PATH'], '/usr/bin/chromium');
      return path === null ? null : () => launchChromium(path, [insecureHost]);
    }
    case 'firefox': {
      const path = firstThere(process.env['FIREFOX_PATH'], '/usr/bin/firefox-esr', '/usr/bin/firefox');
      return path === null ? null : () => launchFirefox(path, [insecureHost]);
    }
    case 'webkit': {
      const driver = firstThere('/usr/bin/WebKitWebDriver');
      const browser = firstThere(...miniBrowsers());
      const screen = firstThere('/usr/bin/Xvfb');
      if (driver === null || browser === null || screen === null) return null;
      return () => launchWebKit({ driver, browser, screen });
    }
  }
}

function firstThere(...paths: readonly (string | undefined)[]): string | null {
  return paths.find((path) => path !== undefined && existsSync(path)) ?? null;
}

/** Debian keeps it in a folder of the machine's architecture. */
function miniBrowsers(): string[] {
  if (!existsSync('/usr/lib')) return [];
  return readdirSync('/usr/lib').flatMap((folder) =>
    ['4.1', '4.0', '6.0'].map((version) => join('/usr/lib', folder, `webkit2gtk-${version}`, 'MiniBrowser')),
  );
}

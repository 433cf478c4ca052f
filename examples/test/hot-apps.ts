// The first page of the React binding's README as an app under development, whose files are edited while it runs.
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Emulator } from '@mdh-tokens/emulator';
import { transform } from 'esbuild';
import type { BrowserContext } from 'playwright-core';
import { environmentOf, serve, startExample, type Served } from './example-process.js';
import { installed } from './installed-examples.js';

const readme = join(import.meta.dirname, '../../packages/react/test/readme');

export interface HotApp extends Served {
  signIn(context: BrowserContext, studyId: string): Promise<unknown>;
  /** @param change makes the text no shorter */
  edit(file: 'app.jsx' | 'store.js', change: (text: string) => string): Promise<void>;
}

/** Writes the README's files into a folder, as JavaScript, for the emulator in place of MyDataHelps. */
async function writeReadme(folder: string, emulator: Emulator): Promise<HotApp['edit']> {
  await mkdir(folder, { recursive: true });
  for (const [from, to] of [
    ['app.tsx', 'app.jsx'],
    ['store.ts', 'store.js'],
  ] as const) {
    const options = { loader: 'tsx', jsx: 'preserve' } as const;
    const { code } = await transform(await readFile(join(readme, from), 'utf8'), options);
    const local = `sdk: MyDataHelps, baseUrl: ${JSON.stringify(emulator.url)}`;
    await writeFile(join(folder, to), code.replace('sdk: MyDataHelps', local));
  }
  return async (file, change) => {
    const path = join(folder, file);
    // In one write over the old text: a bundler that looks meanwhile finds no empty file.
    await writeFile(path, change(await readFile(path, 'utf8')), { flag: 'r+' });
  };
}

export async function openHotVite(emulator: Emulator): Promise<HotApp> {
  const folder = join(installed, 'hot-vite');
  await rm(folder, { recursive: true, force: true });
  const edit = await writeReadme(join(folder, 'src'), emulator);
  await cp(join(installed, 'react/index.html'), join(folder, 'index.html'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  const main = `import { createRoot } from 'react-dom/client';
import { App } from './app.jsx';

createRoot(document.getElementById('root')).render(<App />);
`;
  await writeFile(join(folder, 'src/main.jsx'), main);
  const backend = await startExample('react', emulator);
  const config = `import react from '@vitejs/plugin-react';

export default { plugins: [react()], server: { proxy: { '/api': ${JSON.stringify(backend.url)} } } };
`;
  await writeFile(join(folder, 'vite.config.js'), config);
  const vite = join(installed, 'node_modules/vite/bin/vite.js');
  const env = { ...environmentOf(emulator), NODE_ENV: 'development' };
  const served = await serve([vite, '--host=127.0.0.1', '--port=0'], folder, env).catch(async (error) => {
    await backend.stop();
    throw error;
  });
  return {
    url: served.url,
    edit,
    signIn: (context, studyId) => context.request.post(`${served.url}api/sign-in`, { data: { studyId } }),
    async stop() {
      await served.stop();
      await backend.stop();
    },
  };
}

export async function openHotNext(emulator: Emulator): Promise<HotApp> {
  const folder = join(installed, 'hot-next');
  await rm(folder, { recursive: true, force: true });
  await cp(join(installed, 'next'), folder, { recursive: true, filter: (path) => !path.includes('.next') });
  const edit = await writeReadme(join(folder, 'app'), emulator);
  await writeFile(
    join(folder, 'app/page-tokens.jsx'),
    `'use client';
import dynamic from 'next/dynamic';

export const PageTokens = dynamic(() => import('./app.jsx').then(({ App }) => App), { ssr: false });
`,
  );
  const next = join(installed, 'node_modules/next/dist/bin/next');
  const env = { ...environmentOf(emulator), NODE_ENV: 'development' };
  const served = await serve([next, 'dev', '--hostname=127.0.0.1', '--port=0'], folder, env);
  return {
    ...served,
    edit,
    signIn: (context, studyId) => context.addCookies([{ name: 'session', value: studyId, url: served.url }]),
  };
}

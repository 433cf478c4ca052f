// A bundled Worker in workerd, the runtime of Cloudflare.
import { createRequire } from 'node:module';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';

/** A Worker that listens. */
export interface RunningWorker {
  url: URL;
  /** Sends a request; `signal` is that of a caller who goes away. */
  ask(init?: RequestInit): Promise<Response>;
}

interface Miniflare {
  ready: Promise<URL>;
  dispose(): Promise<void>;
}

const require = createRequire(import.meta.url);
const { Miniflare: Workerd } = createRequire(require.resolve('wrangler/package.json'))('miniflare') as {
  Miniflare: new (options: object) => Miniflare;
};

/** Bundles as Cloudflare's own tool does, and listens on a real port, so that a caller can really go away. */
export async function startWorker(entry: string, bindings: Record<string, string>): Promise<RunningWorker> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    write: false,
    conditions: ['workerd', 'worker', 'browser'],
    logLevel: 'silent',
  });
  const worker = new Workerd({
    modules: [{ type: 'ESModule', path: 'worker.js', contents: outputFiles[0]?.text }],
    compatibilityDate: '2026-01-01',
    bindings,
  });
  onTestFinished(() => worker.dispose());
  const url = await worker.ready;
  return { url, ask: (init) => fetch(url, { method: 'POST', ...init }) };
}

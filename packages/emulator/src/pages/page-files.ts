// The files of the emulator's own pages, read from the package when they are asked for.
import { readFile } from 'node:fs/promises';

const types: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
};

/**
 * A file as an answer; `null` where the package has none of that name.
 *
 * @param frameAncestors who may put a document into a frame, in the words of CSP
 */
export async function answerPageFile(name: string, frameAncestors = "'none'"): Promise<Response | null> {
  const [, extension = ''] = /^[a-z]+(?:-[a-z]+)*\.(js|css|html)$/.exec(name) ?? [];
  if (extension === '') return null;
  const content = await readPackageFile(extension === 'js' ? `dist/browser/${name}` : `assets/${name}`);
  if (content === null) return null;
  return new Response(content, {
    headers: {
      'Content-Type': types[extension] ?? 'application/octet-stream',
      'Cache-Control': 'no-cache',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors ${frameAncestors}`,
    },
  });
}

/** One of the pages, which the package surely has. */
export async function answerPage(name: string, frameAncestors?: string): Promise<Response> {
  const response = await answerPageFile(name, frameAncestors);
  if (response === null) throw new Error(`the package lacks its page ${name}: is it built?`);
  return response;
}

async function readPackageFile(path: string): Promise<Buffer<ArrayBuffer> | null> {
  try {
    return await readFile(new URL(`../../${path}`, import.meta.url));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

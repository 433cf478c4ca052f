// The page's files: built by Vite into memory, so that any number of demos run side by side and leave nothing behind.
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { themeCss } from '@mdh-tokens/devtools/theme';
import { build } from 'vite';

/** A file of the page, as it is sent. */
export interface PageFile {
  contentType: string;
  content: string | Uint8Array;
}

/** The files by their path on the server, `/` among them. */
export type PageFiles = ReadonlyMap<string, PageFile>;

/** Builds the page from its sources. */
export async function buildPageFiles(): Promise<PageFiles> {
  const result = await build({
    root: pageFolder(),
    configFile: false,
    logLevel: 'error',
    // A page for development: the devtools are in it.
    define: { 'process.env.NODE_ENV': JSON.stringify('development') },
    // Readable in the browser's tools: a demo is there to be looked into.
    build: { write: false, minify: false, sourcemap: true, modulePreload: { polyfill: false } },
  });
  if (!('output' in result)) throw new TypeError('Vite built no page, or more than one');
  const built = result.output.map((file): [string, PageFile] => [
    file.fileName === 'index.html' ? '/' : `/${file.fileName}`,
    {
      contentType: contentTypeOf(file.fileName),
      content: file.type === 'chunk' ? file.code : file.source,
    },
  ]);
  // The colours that the page has in common with the devtools and the emulator's page.
  return new Map([
    ...built,
    ['/theme.css', { contentType: contentTypeOf('theme.css'), content: themeCss(':root') }],
  ]);
}

const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  map: 'application/json',
  svg: 'image/svg+xml',
};

function contentTypeOf(fileName: string): string {
  return contentTypes[fileName.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
}

/** The folder of index.html: the same whether this runs compiled or from source. */
function pageFolder(): string {
  const require = createRequire(import.meta.url);
  return dirname(require.resolve('@mdh-tokens/example-embeddable-host/package.json'));
}

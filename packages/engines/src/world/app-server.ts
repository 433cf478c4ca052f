// The app's own server: its page, its authenticator, and the answers that a test puts in the authenticator's place.
import { EventEmitter, once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createAuthenticator, createTokenExchange } from '@mdh-tokens/authenticator';
import { toNodeHandler } from '@mdh-tokens/authenticator/node';
import type { Emulator } from '@mdh-tokens/emulator';
import { serve } from './http-server.js';

/** Answers one call in the authenticator's place. */
export type CannedAnswer = (response: ServerResponse) => void;

export interface AppServer {
  readonly port: number;
  /** When each call reached the authenticator, on this process's clock. */
  readonly calls: readonly number[];
  /** Whether the app's session is there; without it the authenticator answers 401. */
  isSignedIn: boolean;
  /** Puts an answer in the place of the next one; one after the other, if there are several. */
  answerNext(answer: CannedAnswer): void;
  /** Lets the next call wait. @returns lets it go on to the authenticator */
  holdNext(): () => void;
  close(): Promise<void>;
}

export interface AppServerOptions {
  readonly emulator: Emulator;
  /** The page's script. */
  readonly script: string;
  /** Runs in the page before everything else. */
  readonly before?: string;
  /** Other scripts, by their paths. */
  readonly scripts?: Readonly<Record<string, string>>;
}

export async function createAppServer({
  emulator,
  script,
  before = '',
  scripts = {},
}: AppServerOptions): Promise<AppServer> {
  const calls: number[] = [];
  const canned: (CannedAnswer | Promise<unknown>)[] = [];
  const authenticate = toNodeHandler(
    createAuthenticator({
      exchange: createTokenExchange({
        serviceAccount: emulator.serviceAccount,
        privateKey: emulator.privateKey,
        baseUrl: emulator.url,
        tokenUrl: emulator.tokenUrl,
        projectId: emulator.projectId,
        cache: false,
      }),
      participant: () => Promise.resolve(server.isSignedIn ? { id: emulator.participants[0]!.id } : null),
      rateLimit: false,
    }),
  );

  async function answerCall(request: IncomingMessage, response: ServerResponse): Promise<void> {
    calls.push(Date.now());
    const next = canned.shift();
    if (typeof next === 'function') return next(response);
    await next;
    authenticate(request, response);
  }

  const files: Readonly<Record<string, readonly [string, string]>> = {
    ...Object.fromEntries(
      Object.entries(scripts).map(([path, code]) => [path, ['text/javascript', code]] as const),
    ),
    '/plain': ['text/html', plainPage(Object.keys(scripts))],
    '/app-page.js': ['text/javascript', script],
    '/before.js': ['text/javascript', before],
    '/': [
      'text/html',
      pageOf('<h1>App</h1><script src="/before.js"></script><script src="/app-page.js"></script>'),
    ],
    '/other': ['text/html', pageOf('<h1>Another page</h1>')],
    '/sign-in': ['text/html', pageOf('<h1>Sign in</h1>')],
  };
  const running = await serve((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://app/');
    if (pathname === '/token') return void answerCall(request, response);
    const [type, content] =
      pathname === '/framing'
        ? ['text/html', framing(searchParams.get('address') ?? '')]
        : (files[pathname] ?? ['text/plain', null]);
    response
      .writeHead(content === null ? 404 : 200, { 'Content-Type': `${type}; charset=utf-8` })
      .end(content);
  });

  const server: AppServer = {
    port: running.port,
    calls,
    isSignedIn: true,
    answerNext: (answer) => void canned.push(answer),
    holdNext() {
      const gate = new EventEmitter();
      canned.push(once(gate, 'open'));
      return () => gate.emit('open');
    },
    close: running.close,
  };
  return server;
}

/** A page without a bundler: nothing but scripts, one after the other. */
function plainPage(paths: readonly string[]): string {
  return pageOf(['/before.js', ...paths].map((path) => `<script src="${path}"></script>`).join(''));
}

function pageOf(content: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>App</title><link rel="icon" href="data:,"><body>${content}</body></html>`;
}

/** A page with another one in a frame. */
export function framing(address: string): string {
  const source = address.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return pageOf(`<iframe title="App" src="${source}"></iframe>`);
}

// What the mutants are made of: requests and answers that are changed on their way.
import type { Model, Mutant } from './model.js';

/** A request with other headers, body, method or URL. */
export async function altered(
  request: Request,
  change: { headers?: Record<string, string | null>; body?: string; method?: string; url?: string },
): Promise<Request> {
  const headers = new Headers(request.headers);
  for (const [name, value] of Object.entries(change.headers ?? {})) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  const method = change.method ?? request.method;
  const body =
    method === 'GET' || method === 'OPTIONS' ? null : (change.body ?? (await request.clone().text()));
  return new Request(change.url ?? request.url, { method, headers, body });
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', ...headers } });
}

export const error = (status: number, code: string, description = 'A sentence.', headers = {}): Response =>
  json(status, { error: code, error_description: description }, headers);
export const html = (status: number, text: string): Response =>
  new Response(`<!doctype html><html><body>${text}</body></html>`, {
    status,
    headers: { 'content-type': 'text/html', 'cache-control': 'no-store' },
  });
export const sessionOf = (request: Request): string =>
  /session=([\w-]*)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? '';
export const isKnown = (request: Request, { sessions }: Model): boolean => sessionOf(request) in sessions;
export const asSession = (request: Request, name: string) =>
  altered(request, { headers: { cookie: `session=${name}` } });
export const reasonOf = async (request: Request): Promise<string> =>
  /"reason":"(\w+)"/.exec(await request.clone().text())?.[1] ?? '';

/** Changes the JSON of answers with a token. */
export async function rewritten(
  response: Response,
  change: (token: Record<string, unknown>) => unknown,
): Promise<Response> {
  if (response.status !== 200) return response;
  const token = (await response.json()) as Record<string, unknown>;
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  return new Response(JSON.stringify(change(token)), { status: 200, headers });
}

export function withHeaders(response: Response, change: Record<string, string | null>): Response {
  for (const [name, value] of Object.entries(change)) {
    if (value === null) response.headers.delete(name);
    else response.headers.set(name, value);
  }
  return response;
}

/** Answers to some requests with something else. */
export const instead =
  (
    applies: (request: Request, model: Model) => boolean | Promise<boolean>,
    answer: () => Response,
  ): (() => Mutant) =>
  () =>
  async (request, next, model) =>
    (await applies(request, model)) ? answer() : next(request);

export const silence = (): Response => {
  throw new DOMException('the time is over', 'TimeoutError');
};

import { describe, expect, it } from 'vitest';
import { hintForAnswer } from '../src/hints.js';

const hintFor = (status: number, body = '', contentType: string | null = null): string =>
  hintForAnswer({ status, body, contentType, retryAfter: null, dateMs: 0 });

describe('the likely cause', () => {
  it.each<[string, string, RegExp]>([
    [
      'a login page',
      hintFor(200, '<form><input type="password"></form>', 'text/html'),
      /login page answered/,
    ],
    ['another page', hintFor(200, '<!doctype html><div id="root"></div>', 'text/html'), /index\.html/],
    ['nothing', hintFor(200), /answers nothing/],
    ['a Python dictionary', hintFor(200, "{'access_token': 'x'}"), /Python dictionary/],
    ['other JSON', hintFor(200, '{"accessToken":"x"}'), /Pass on the answer/],
    ['a hidden redirect', hintFor(0), /login page, or a slash/],
    ['302', hintFor(302), /login page/],
    ['304', hintFor(304), /login page/],
    ['308', hintFor(308), /slash too many or too few/],
    ['401', hintFor(401), /Sign the user in again/],
    ['403 forbidden', hintFor(403, '{"error":"forbidden"}'), /no participant/],
    ['403 of a gateway', hintFor(403, '{"message":"Forbidden"}'), /firewall or a gateway/],
    ['403 of a CSRF check', hintFor(403, '<p>CSRF verification failed.'), /CSRF token/],
    ['403 in HTML', hintFor(403, '<h1>Forbidden</h1>'), /proxy or a login page/],
    ['404', hintFor(404), /URL of the authenticator/],
    ['418', hintFor(418), /answers POST/],
    ['419', hintFor(419), /Laravel/],
    ['429', hintFor(429), /^$/],
    ['440', hintFor(440), /IIS/],
    ['498', hintFor(498), /498/],
    ['400', hintFor(400), /insist on a body/],
    ['500 of a framework', hintFor(500, '<h1>Internal Server Error</h1>'), /its framework answered/],
    ['502 of a proxy', hintFor(502, '<h1>Bad Gateway</h1>'), /does the authenticator run/],
    ['503 of the authenticator', hintFor(503, '{"error":"unavailable"}'), /log of the authenticator/],
  ])('%s', (_name, hint, expected) => {
    expect(hint).toMatch(expected);
  });

  it('repeats no text of an answer', () => {
    const secret = '8f14e45fceea167a5a36dedd4bea2543';
    for (let status = 200; status < 600; status += 1) {
      expect(hintFor(status, `{"token":"${secret}"}`, 'application/json')).not.toContain(secret);
    }
  });
});

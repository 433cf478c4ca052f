// No secret of a run is in any report, whatever the endpoint does with it.
import { describe, expect, it } from 'vitest';
import { toJson, toJunit, toMarkdown, toTap, toText, type Report } from '../src/index.js';
import { createSecrets } from '../src/secrets.js';
import { examine, type Mutant } from './model.js';

const formats: Record<string, (report: Report) => string> = { toJson, toJunit, toMarkdown, toTap, toText };

/** Keeps what was said, and says it again in many places. */
function indiscreet(answer: (secret: string, response: Response) => Response): {
  mutant: Mutant;
  said: Set<string>;
} {
  const said = new Set<string>();
  return {
    said,
    mutant: async (request, next) => {
      const response = await next(request);
      const { access_token: token } = (await response
        .clone()
        .json()
        .catch(() => ({}))) as { access_token?: string };
      if (token !== undefined) said.add(token);
      return answer(token ?? request.headers.get('cookie') ?? 'nobody', response);
    },
  };
}

const repeat = (secret: string, response: Response, body: BodyInit, type: string): Response =>
  new Response(body, {
    status: response.status,
    headers: {
      'content-type': type,
      location: `/login;jsessionid=${secret}?token=${secret}`,
      'x-token': secret,
      'set-cookie': `t=${secret}`,
    },
  });

const ways: [string, (secret: string, response: Response) => Response][] = [
  [
    'in camelCase',
    (secret, response) =>
      repeat(secret, response, JSON.stringify({ accessToken: secret }), 'application/json'),
  ],
  [
    'as the name of a field',
    (secret, response) => repeat(secret, response, JSON.stringify({ [secret]: 1 }), 'application/json'),
  ],
  ['alone', (secret, response) => repeat(secret, response, secret, 'text/plain')],
  [
    'in a page',
    (secret, response) => repeat(secret, response, `<html><title>${secret}</title>`, 'text/html'),
  ],
  [
    'as an error',
    (secret, response) =>
      repeat(
        secret,
        response,
        JSON.stringify({ error: secret, error_description: secret }),
        'application/json',
      ),
  ],
  [
    'as its content type',
    (secret, response) =>
      new Response('{}', {
        status: response.status,
        headers: { 'content-type': `text/${secret.replaceAll(/[^\w]/g, '')}` },
      }),
  ],
];

describe('a secret that comes back', () => {
  it.each(ways)('%s is in no report', async (_name, answer) => {
    const { mutant, said } = indiscreet(answer);
    const report = await examine(mutant);
    expect(report.exitCode).toBe(1);
    const secrets = [...said, 'abcdef', 'ghijkl', 'mnopqr', 'ended-long-ago'];
    expect(secrets.length).toBeGreaterThan(4);
    for (const format of Object.values(formats)) {
      const text = format(report);
      expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    }
  });

  it('is removed also where it is escaped or encoded', () => {
    const secrets = createSecrets();
    secrets.add('a"b c/d=', 'the-secret');
    secrets.add('en-US', 'the-language');
    expect(secrets.clean('en-US a"b c/d= a\\"b c/d= a%22b%20c%2Fd%3D')).toBe(
      'en-US the-secret the-secret the-secret',
    );
  });
});

describe('XML', () => {
  it('holds no control character and no markup of an endpoint', async () => {
    const report = await examine((request, next) => next(request), { only: ['T07'] });
    const [result] = report.results;
    const odd = toJunit({
      ...report,
      results: [{ ...result!, state: 'fail', message: ']]> <b>\u0000\u001b"&' }],
    });
    expect(odd).toContain('message="]]&gt; &lt;b&gt;&quot;&amp;"');
    // eslint-disable-next-line no-control-regex
    expect(odd).not.toMatch(/[\u0000-\u0008\u001b]/);
  });
});

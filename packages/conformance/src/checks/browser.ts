// B: pages of this and of other origins.
import { notApplicable, pass, type Verdict } from '../check.js';
import { failedBy, givesToken, type CheckDefinition } from '../definition.js';
import type { Exchange } from '../exchange.js';
import { foreignOrigin, type Lab } from '../lab.js';

const section = 'Pages of other origins';
const stolen =
  'A page of somebody else could take the participant’s token with the participant’s own cookies.';
const sameOrigin = notApplicable('the page is on the endpoint’s own origin; --origin names another one');

const foreignPage: CheckDefinition = {
  id: 'B01',
  level: 'MUST',
  title: 'a foreign Origin with the session: no token, no Access-Control-Allow-Origin',
  why: stolen,
  section,
  async run(lab) {
    const exchange = await lab.shared.foreignPage();
    const expected = '403 { "error": "forbidden" }, without Access-Control-Allow-Origin';
    if (givesToken(lab, exchange))
      return failedBy(exchange, 'a page of a foreign origin got a token.', expected);
    const allowed = exchange.headers.get('access-control-allow-origin');
    if (allowed !== null) {
      const message = `Access-Control-Allow-Origin is ${allowed === '*' ? '*' : 'given'} for a foreign origin: is any origin echoed?`;
      return failedBy(exchange, message, expected);
    }
    return pass(`${exchange.status}, and no such header`);
  },
};

const crossSite: CheckDefinition = {
  id: 'B02',
  level: 'MUST',
  title: 'Sec-Fetch-Site: cross-site with the session: no token',
  why: stolen,
  section,
  run: (lab) => refuses(lab, { origin: null, 'sec-fetch-site': 'cross-site' }),
};

const oddOrigins: CheckDefinition = {
  id: 'B03',
  level: 'MUST',
  title: 'Origin null, and an origin that only begins like the page’s: no token',
  why: stolen,
  section,
  async run(lab) {
    const { origin } = lab.settings;
    let verdict = pass('');
    for (const odd of ['null', `${origin.replace(/:\d+$/, '')}.evil.test`]) {
      verdict = await refuses(lab, { origin: odd, 'sec-fetch-site': null });
      if (verdict.state !== 'pass') return verdict;
    }
    return verdict;
  },
};

const exactEcho: CheckDefinition = {
  id: 'B04',
  level: 'MUST',
  title: 'the page’s origin is allowed exactly, with credentials and Vary: Origin',
  why: 'The browser keeps the answer from the page, or a cache hands it to a page of another origin.',
  section,
  async run(lab) {
    if (!lab.settings.isOtherOrigin) return sameOrigin;
    const exchange = await lab.shared.first();
    const allowed = exchange.headers.get('access-control-allow-origin');
    const expected = `Access-Control-Allow-Origin: ${lab.settings.origin}, Access-Control-Allow-Credentials: true, Vary: Origin`;
    if (allowed === '*') return failedBy(exchange, 'a wildcard does not go with credentials.', expected);
    if (allowed !== lab.settings.origin)
      return failedBy(exchange, 'the page’s origin is not allowed.', expected);
    if (exchange.headers.get('access-control-allow-credentials') !== 'true') {
      return failedBy(exchange, 'credentials are not allowed.', expected);
    }
    return listOf(exchange, 'vary').includes('origin')
      ? pass('allowed exactly')
      : failedBy(exchange, 'Vary does not name Origin.', expected);
  },
};

const preflight: CheckDefinition = {
  id: 'B05',
  level: 'MUST',
  title: 'a preflight for content-type and authorization is answered',
  why: 'The browser does not even send the page’s request.',
  section,
  async run(lab) {
    if (!lab.settings.isOtherOrigin) return sameOrigin;
    const exchange = await lab.ask({
      who: 'nobody',
      method: 'OPTIONS',
      headers: {
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
        accept: null,
      },
    });
    const headers = listOf(exchange, 'access-control-allow-headers');
    const isGood =
      exchange.status >= 200 &&
      exchange.status < 300 &&
      exchange.headers.get('access-control-allow-origin') === lab.settings.origin &&
      ['authorization', 'content-type'].every((name) => headers.includes(name));
    const expected = `204 with Access-Control-Allow-Origin: ${lab.settings.origin} and Access-Control-Allow-Headers: authorization, content-type (* does not cover authorization), without a session`;
    return isGood
      ? pass(String(exchange.status))
      : failedBy(exchange, 'the preflight does not let the page through.', expected);
  },
};

const exposed: CheckDefinition = {
  id: 'B06',
  level: 'SHOULD',
  title: 'Date and Retry-After are exposed to the page',
  why: 'The page can neither notice a wrong clock nor wait as long as it is told.',
  section,
  async run(lab) {
    if (!lab.settings.isOtherOrigin) return sameOrigin;
    const exchange = await lab.shared.first();
    const names = listOf(exchange, 'access-control-expose-headers');
    return ['date', 'retry-after'].every((name) => names.includes(name))
      ? pass('both')
      : failedBy(exchange, 'the page cannot read them.', 'Access-Control-Expose-Headers: Date, Retry-After');
  },
};

const form: CheckDefinition = {
  id: 'B07',
  level: 'MUST',
  title: 'a form post of another site gives no token',
  why: stolen,
  section,
  async run(lab) {
    const headers = { 'content-type': 'text/plain', origin: foreignOrigin, 'sec-fetch-site': 'cross-site' };
    return refuses(lab, headers);
  },
};

async function refuses(lab: Lab, headers: Record<string, string | null>): Promise<Verdict> {
  const exchange = await lab.ask({ headers });
  return givesToken(lab, exchange)
    ? failedBy(exchange, 'such a request got a token.', '403 { "error": "forbidden" }')
    : pass(String(exchange.status));
}

function listOf({ headers }: Exchange, name: string): string[] {
  return (headers.get(name) ?? '').split(',').map((item) => item.trim().toLowerCase());
}

export const browserChecks: readonly CheckDefinition[] = [
  foreignPage,
  crossSite,
  oddOrigins,
  exactEcho,
  preflight,
  exposed,
  form,
];

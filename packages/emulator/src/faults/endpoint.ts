// Names what a request is aimed at, in the words that faults use for endpoints.
import type { HonoRequest } from 'hono';
import { tokenPath } from '../addresses.js';

const groups = ['*', 'token', 'api'] as const;

/** The endpoints that issue tokens: both grants, and each of them. */
export const tokenEndpoints = ['token', 'service-token', 'participant-token'] as const;

/** One of the endpoints that issue tokens. */
export type TokenEndpoint = (typeof tokenEndpoints)[number];

/** The endpoints that a fault can name one by one. */
const single = [
  'service-token',
  'participant-token',
  'administration',
  'participant',
  'project',
  'surveytasks',
  'surveyanswers',
  'surveyresults',
  'notifications',
  'devicedata',
  'externalaccounts',
  'externalaccountproviders',
  'featuredexternalaccountproviders',
  'datacollectionsettings',
  'dataavailability',
  'inbox',
  'files',
  'customevents',
  'custom',
  'fitbit',
  'applehealth',
  'public',
  'survey',
  'other',
] as const;

/**
 * An endpoint, or a group of them: `token` is both grants, `api` the whole participant API, `*` everything but the
 * control API. `survey` is the survey frame and what it loads; the other names are the first part of the path.
 */
export type Endpoint = (typeof groups)[number] | (typeof single)[number];

/** Every name a fault may use. */
export const endpoints: readonly Endpoint[] = [...groups, ...single];

const known: ReadonlySet<string> = new Set(single);

/** The names that fit a request, the most particular one last. The form of a token request is read for its grant. */
export async function endpointsOf(request: HonoRequest): Promise<readonly Endpoint[]> {
  const parts = request.path.toLowerCase().split('/').filter(Boolean);
  if (request.path === tokenPath) {
    // Hono keeps the body, so that the token endpoint reads it again.
    const form = new URLSearchParams(await request.text());
    const delegated = form.get('grant_type') === 'delegated_participant';
    return ['*', 'token', delegated ? 'participant-token' : 'service-token'];
  }
  if (parts[0] === 'api' && parts[2] === 'delegated') return ['*', 'api', toSingle(parts[3])];
  if (parts[0] === 'api') return ['*', toSingle(parts[2])];
  return ['*', parts[0] === 'survey' || parts[0] === 'mydatahelps' ? 'survey' : 'other'];
}

function toSingle(part: string | undefined): Endpoint {
  return part !== undefined && isSingle(part) ? part : 'other';
}

function isSingle(part: string): part is (typeof single)[number] {
  return known.has(part);
}

// POST /identityserver/connect/token: both grants, in the manner of IdentityServer.
import { Hono } from 'hono';
import type { EmulatorEnv } from '../traffic/emulator-env.js';
import type { AssertionVerifier } from './client-assertion.js';
import type { IssuedToken, IssuedTokens } from '../tokens/issued-tokens.js';
import { refuse, type OAuthRefusal } from './oauth-error.js';

/** What the token endpoint works with. */
export interface TokenEndpointContext {
  assertions: AssertionVerifier;
  issued: IssuedTokens;
  /** The ID as the project spells it (GUIDs match in any case); `undefined` if the project has no such participant. */
  findParticipantId: (participantId: string) => string | undefined;
  /** Read for every token, so that lives can be changed while the emulator runs. */
  lifetimeSeconds: (kind: IssuedToken['kind']) => number;
}

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** The names of the delegated client. Vendor documents and samples of different ages give different ones. */
const delegatedClients: ReadonlySet<string> = new Set([
  'MyDataHelps.DelegatedParticipant',
  'RKStudio.DelegatedParticipant',
  'MyDataHelps-Web.DelegatedParticipant',
]);

/** RFC 6749 section 3.3: names of printable ASCII without quote and backslash, one space between them. */
const scopeSyntax = /^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/;

type Form = ReadonlyMap<string, string>;

/** The token endpoint. Every refusal is HTTP 400 with `error`, also `invalid_client`: IdentityServer has one status. */
export function createTokenEndpoint(context: TokenEndpointContext): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>();
  app.post('/', async (c) => {
    const form = readForm(c.req.header('content-type'), await c.req.text());
    const { outcome } = c.get('call').fault;
    const lifetimeSeconds: TokenEndpointContext['lifetimeSeconds'] = (kind) =>
      outcome?.effect === 'lifetime' ? outcome.tokenLifetimeSeconds : context.lifetimeSeconds(kind);
    const result = 'error' in form ? form : await grant(form.fields, { ...context, lifetimeSeconds });
    c.header('Cache-Control', 'no-store, no-cache, max-age=0');
    c.header('Pragma', 'no-cache');
    if ('error' in result) return c.json(result, 400);
    return c.json({
      access_token: result.accessToken,
      expires_in: Math.round((result.expiresAt - result.issuedAt) / 1000),
      token_type: 'Bearer',
      scope: result.scope,
    });
  });
  app.all('/', (c) => c.text('Method Not Allowed', 405, { Allow: 'POST' }));
  return app;
}

function readForm(contentType: string | undefined, body: string): { fields: Form } | OAuthRefusal {
  if (contentType?.split(';')[0]?.trim().toLowerCase() !== 'application/x-www-form-urlencoded') {
    return refuse('invalid_request', 'the body must be application/x-www-form-urlencoded');
  }
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(body)) {
    if (fields.has(name)) return refuse('invalid_request', `${nameOf(name)} is there twice`);
    fields.set(name, value);
  }
  return { fields };
}

/** The name of a field, if it looks like one. A body that is not a form may hold a token, so it is not repeated. */
function nameOf(field: string): string {
  return /^[a-z_]{1,40}$/.test(field) ? field : 'a field';
}

function grant(form: Form, context: TokenEndpointContext): Promise<IssuedToken | OAuthRefusal> {
  const grantType = form.get('grant_type');
  if (grantType === 'client_credentials') return grantServiceToken(form, context);
  if (grantType === 'delegated_participant') return Promise.resolve(grantParticipantToken(form, context));
  return Promise.resolve(
    grantType === undefined
      ? refuse('invalid_request', 'grant_type is missing')
      : refuse('unsupported_grant_type', 'grant_type must be client_credentials or delegated_participant'),
  );
}

async function grantServiceToken(
  form: Form,
  context: TokenEndpointContext,
): Promise<IssuedToken | OAuthRefusal> {
  if (form.get('client_assertion_type') !== assertionType) {
    return refuse('invalid_client', `client_assertion_type must be ${assertionType}`);
  }
  const refusal = await context.assertions.verify(form.get('client_assertion') ?? '');
  if (refusal !== null) return refusal;
  const scope = form.get('scope') ?? '';
  if (scope !== 'api') return refuse('invalid_scope', 'the scope of a service token is "api"');
  return context.issued.issue(
    { kind: 'service', participantId: null, scope },
    context.lifetimeSeconds('service'),
  );
}

function grantParticipantToken(form: Form, context: TokenEndpointContext): IssuedToken | OAuthRefusal {
  if (!delegatedClients.has(form.get('client_id') ?? '') || form.get('client_secret') !== 'secret') {
    return refuse('invalid_client', 'client_id or client_secret is not the documented one');
  }
  const scope = form.get('scope') ?? '';
  if (!scopeSyntax.test(scope)) {
    return refuse('invalid_scope', 'scope must be names with one space between them');
  }
  const service = context.issued.findUsable(form.get('token') ?? '');
  if (service === null || service.kind !== 'service') {
    return refuse('invalid_grant', 'token is not a service access token that is good now');
  }
  const asked = form.get('participant_id');
  if (asked === undefined || asked === '') {
    return refuse('invalid_request', 'participant_id is missing');
  }
  const participantId = context.findParticipantId(asked);
  if (participantId === undefined) {
    return refuse(
      'invalid_grant',
      'participant_id is no participant of the project; it is the internal ID (a GUID), not the participantIdentifier',
    );
  }
  return context.issued.issue(
    { kind: 'participant', participantId, scope },
    context.lifetimeSeconds('participant'),
  );
}

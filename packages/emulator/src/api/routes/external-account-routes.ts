// External accounts, and the providers to connect to.
import { Hono } from 'hono';
import { z } from 'zod';
import { externalAccountProviders } from '../../population/external-accounts.js';
import { toIso } from '../../population/scene.js';
import { refusal } from '../refusal.js';
import { requireScope } from '../bearer.js';
import { isSame } from '../../matching.js';
import type { ParticipantEnv, RoutesContext } from '../participant-env.js';
import { readQuery, wholeNumber } from '../read-request.js';
import type { AccountConnections } from './account-connections.js';

const providersQuery = z.object({
  search: z.string().optional(),
  category: z.string().optional(),
  pageSize: wholeNumber(1, 100).optional(),
  pageNumber: wholeNumber(0, 10_000).optional(),
});

const connectQuery = z.object({
  finalRedirectPath: z.url({ protocol: /^https?$/, error: 'expected an http or https URL' }),
  verifierHash: z.string().regex(/^[\w-]{43}$/, { error: 'expected a SHA-256 in base64url' }),
});

/** `externalaccounts`, `externalaccountproviders`, `featuredexternalaccountproviders`. */
export function createExternalAccountRoutes(
  context: RoutesContext & { connections: AccountConnections },
): Hono<ParticipantEnv> {
  const app = new Hono<ParticipantEnv>();

  app.get('/externalaccounts', requireScope('ExternalAccounts:read'), (c) =>
    c.json(c.get('data').externalAccounts),
  );

  app.post('/externalaccounts/refresh/:id', (c) => {
    const account = c.get('data').externalAccounts.find(({ id }) => String(id) === c.req.param('id'));
    if (account === undefined) throw refusal(404, 'External account not found.');
    account.status = 'fetchComplete';
    account.lastRefreshDate = toIso(context.clock.serverNow());
    return c.body(null, 200);
  });

  app.delete('/externalaccounts/delete/:id', (c) => {
    const data = c.get('data');
    const left = data.externalAccounts.filter(({ id }) => String(id) !== c.req.param('id'));
    if (left.length === data.externalAccounts.length) throw refusal(404, 'External account not found.');
    data.externalAccounts = left;
    return c.body(null, 200);
  });

  app.get('/externalaccountproviders', (c) => {
    const { search, category, pageSize = 100, pageNumber = 0 } = readQuery(c, providersQuery);
    const fitting = externalAccountProviders.filter(
      (provider) =>
        isSame(provider.category, category) &&
        (search === undefined || provider.name.toLowerCase().includes(search.toLowerCase())),
    );
    return c.json({
      externalAccountProviders: fitting.slice(pageNumber * pageSize, (pageNumber + 1) * pageSize),
      totalExternalAccountProviders: fitting.length,
    });
  });

  app.get('/featuredexternalaccountproviders', (c) => c.json(externalAccountProviders.slice(0, 3)));

  app.post('/externalaccountproviders/:id/connect', requireScope('ExternalAccounts:connect'), (c) => {
    const query = readQuery(c, connectQuery);
    const provider = externalAccountProviders.find(({ id }) => String(id) === c.req.param('id'));
    if (provider === undefined) throw refusal(404, 'External account provider not found.');
    const name = context.connections.begin({ participant: c.get('participant'), provider, ...query });
    // A quoted URL: the SDK reads it as text and takes the quotes off.
    return c.json(`${context.url()}providers/${name}`);
  });
  return app;
}

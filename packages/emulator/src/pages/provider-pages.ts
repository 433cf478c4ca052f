// The sign-in page of a provider: where connectExternalAccount leads, and what brings the browser back.
import { Hono } from 'hono';
import { z } from 'zod';
import { refusal } from '../api/refusal.js';
import { readBody } from '../api/read-request.js';
import type { AccountConnections } from '../api/routes/account-connections.js';
import type { EmulatorClock } from '../emulator-clock.js';
import type { EmulatorEnv } from '../traffic/emulator-env.js';
import { connectAccount } from '../population/external-accounts.js';
import type { ParticipantRecords } from '../population/participant-records.js';
import { answerPage } from './page-files.js';

/** What the provider's page works with. */
export interface ProviderPagesContext {
  connections: AccountConnections;
  records: ParticipantRecords;
  clock: EmulatorClock;
}

const decision = z.object({ verifier: z.string(), allow: z.boolean() });

/** `/providers/{name}`: the page, the provider it speaks for, and the decision. */
export function createProviderPages(context: ProviderPagesContext): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>();
  app.get('/:name', () => answerPage('provider.html'));
  app.get('/:name/provider', (c) => {
    const pending = context.connections.find(c.req.param('name'));
    if (pending === null) throw refusal(404, 'This connection is done or was never begun.');
    return c.json({ name: pending.provider.name, category: pending.provider.category });
  });
  app.post('/:name/decision', async (c) => {
    const { verifier, allow } = await readBody(c, decision);
    const pending = context.connections.finish(c.req.param('name'), verifier);
    if (pending === null) throw refusal(403, 'The verifier does not belong to this connection.');
    if (allow) {
      const data = context.records.of(pending.participant);
      data.externalAccounts = connectAccount(
        data.externalAccounts,
        pending.provider,
        context.clock.serverNow(),
      );
    }
    return c.json({ location: pending.finalRedirectPath.replace('%SUCCESSVALUE%', String(allow)) });
  });
  return app;
}

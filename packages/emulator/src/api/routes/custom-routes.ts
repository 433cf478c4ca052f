// Custom events, and the custom endpoints that a project defines itself.
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import type { Participant } from '../../participant.js';
import { refusal } from '../refusal.js';
import type { ParticipantEnv, RoutesContext } from '../participant-env.js';
import { givenQuery, readBody } from '../read-request.js';

/** A call of a custom endpoint. */
export interface CustomApiCall {
  method: string;
  participant: Participant;
  query: Record<string, string>;
  /** The JSON body; `undefined` without one. */
  body: unknown;
}

/** Custom endpoints by name: what they return is the JSON answer, `undefined` an empty one; what throws answers 500. */
export type CustomApi = Readonly<Record<string, (call: CustomApiCall) => unknown>>;

const customEvent = z.object({
  eventType: z.string().min(1),
  properties: z.record(z.string(), z.unknown()).default({}),
});

/** `customevents` and `custom/*`. */
export function createCustomRoutes({
  clock,
  customApi,
}: RoutesContext & { customApi: CustomApi }): Hono<ParticipantEnv> {
  const app = new Hono<ParticipantEnv>();

  app.post('/customevents', async (c) => {
    const event = await readBody(c, customEvent);
    c.get('data').customEvents.push({ ...event, trackedAt: clock.serverNow() });
    return c.body(null, 200);
  });

  app.all('/custom/:name{.+}', async (c) => {
    const handler = Object.hasOwn(customApi, c.req.param('name'))
      ? customApi[c.req.param('name')]
      : undefined;
    if (handler === undefined) throw refusal(404, 'The project has no such custom API.');
    const hasBody = (await c.req.text()) !== '';
    return answerCustom(c, handler, {
      method: c.req.method,
      participant: c.get('participant'),
      query: givenQuery(c),
      body: hasBody ? await readBody(c, z.unknown()) : undefined,
    });
  });
  return app;
}

async function answerCustom(
  c: Context<ParticipantEnv>,
  handler: CustomApi[string],
  call: CustomApiCall,
): Promise<Response> {
  try {
    const answer: unknown = await handler(call);
    return answer === undefined ? c.body(null, 200) : Response.json(answer);
  } catch (error) {
    // ASP.NET has this field. The text goes into the answer and not into the log, since it may hold anything.
    const exceptionMessage = error instanceof Error ? error.message : String(error);
    return c.json({ message: 'The handler of this custom API threw.', exceptionMessage }, 500);
  }
}

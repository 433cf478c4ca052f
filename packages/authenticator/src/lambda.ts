// @mdh-tokens/authenticator/lambda: the endpoint as a function on AWS Lambda, and on Netlify in its Lambda form.
//
// srvx has an adapter, too: it fails on a load balancer's events with lists of headers, and takes the way through
// Request and Response, which the endpoint does not need.
import type { Authenticator } from './create-authenticator.js';
import { fromLambdaEvent } from './lambda/event-request.js';
import type { LambdaEvent, LambdaResult } from './lambda/lambda-event.js';
import { toLambdaResult } from './lambda/lambda-result.js';

export type { LambdaEvent, LambdaResult } from './lambda/lambda-event.js';

/** A handler as Lambda and Netlify call it. */
export type LambdaHandler = (event: LambdaEvent, context?: unknown) => Promise<LambdaResult>;

/** Where srvx, too, keeps what a runtime has handed over. On the request itself: a process may hold two copies of this file. */
interface WithEvent {
  runtime?: { lambda?: { event?: LambdaEvent } };
}

/**
 * The event behind the `Request` that a `participant` callback gets, with what an authorizer of API Gateway has put into
 * `requestContext.authorizer`. `undefined` where the request did not come through `toLambdaHandler`.
 */
export function eventOf(request: Request): LambdaEvent | undefined {
  return (request as WithEvent).runtime?.lambda?.event;
}

/**
 * Turns the endpoint into a function for API Gateway (REST and HTTP APIs), function URLs, application load balancers and
 * Netlify, told apart by the event. Nothing goes on in the background between two calls, in which the process is
 * frozen, other than what the exchange renews ahead of time: a call never waits for it.
 */
export function toLambdaHandler(authenticator: Pick<Authenticator, 'answer'>): LambdaHandler {
  return async (given) => {
    // A trial call of the console may have none.
    const event = given ?? {};
    const request = fromLambdaEvent(event);
    (request.request as WithEvent).runtime = { lambda: { event } };
    return toLambdaResult(event, await authenticator.answer(request));
  };
}

// A Worker with an authenticator whose clock a test sets forward, and which may go without `waitUntil`.
import { createAuthenticator, createTokenExchange } from '@mdh-tokens/authenticator';

let aheadMs = 0;
const now = Date.now.bind(Date);
Date.now = () => now() + aheadMs;

let authenticator;

export default {
  async fetch(request, env, context) {
    aheadMs += 1000 * Number(request.headers.get('x-advance-seconds') ?? '0');
    authenticator ??= createAuthenticator({
      exchange: createTokenExchange({
        serviceAccount: 'MyDataHelps.Test',
        privateKey: env.PRIVATE_KEY,
        baseUrl: env.BASE_URL,
        logger: { warn() {}, error() {} },
      }),
      participant: (asked) => ({ id: asked.headers.get('x-participant') }),
      rateLimit: false,
    });
    return authenticator.fetch(request, request.headers.has('x-no-wait-until') ? undefined : context);
  },
};

// AWS Lambda behind an HTTP API, whose JWT authorizer has checked the caller's token before this code runs.
import { createAuthenticator } from '@mdh-tokens/authenticator';
import { eventOf, toLambdaHandler } from '@mdh-tokens/authenticator/lambda';
import { exchange } from './exchange.js';

interface JwtAuthorizer {
  jwt?: { claims?: { sub?: string } };
}

export const handler = toLambdaHandler(
  createAuthenticator({
    exchange,
    participant: (request) => {
      // From the authorizer, and never from a header: the caller writes those.
      const authorizer = eventOf(request)?.requestContext?.authorizer as JwtAuthorizer | null | undefined;
      const identifier = authorizer?.jwt?.claims?.sub;
      return identifier === undefined ? null : { identifier };
    },
    allowedOrigins: (process.env.ALLOWED_ORIGINS ?? '').split(' ').filter((origin) => origin !== ''),
  }),
);

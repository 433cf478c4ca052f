// authenticator.test.ts
import { authenticatorChecks } from '@mdh-tokens/conformance';
import { describe, test } from 'vitest';

const checks = authenticatorChecks({
  url: process.env['AUTHENTICATOR_URL'] ?? 'http://localhost:5000/api/mydatahelps-token',
  session: { cookie: process.env['MDH_SESSION'] ?? '' },
  otherSession: { cookie: process.env['MDH_OTHER_SESSION'] ?? '' },
  expiredSession: { cookie: process.env['MDH_EXPIRED_SESSION'] ?? '' },
});

describe('the authenticator', () => {
  for (const check of checks) {
    test(`${check.id} ${check.title}`, { timeout: 60_000 }, () => check.assert());
  }
});

// What a schema found wrong, in one sentence for the developer.
import type { z } from 'zod';

/** Field by field, `field: what is wrong`; never a value. */
export function describeIssues({ issues }: z.ZodError): string {
  return issues
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
    .join('; ');
}

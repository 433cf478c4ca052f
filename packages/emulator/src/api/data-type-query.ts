// The query of the data types, the same in both versions of device data.
import { isSame } from '../matching.js';

/** Whether a type is asked for: by its source, and by whether the project collects it. */
export function fitsType(
  type: { namespace: string; enabled: boolean },
  query: { namespace?: string | undefined; enabled?: 'true' | 'false' | undefined },
): boolean {
  return (
    isSame(type.namespace, query.namespace) &&
    (query.enabled === undefined || String(type.enabled) === query.enabled)
  );
}

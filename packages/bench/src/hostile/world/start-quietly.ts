// A page that cannot start goes on all the same: what its calls get tells.
import type { OpenedClient } from '../../clients/client.js';

export function startQuietly(client: OpenedClient): void {
  void Promise.resolve(client.start()).catch(() => undefined);
}

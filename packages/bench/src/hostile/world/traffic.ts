// The app's calls of the API.
import type { OpenedClient } from '../../clients/client.js';
import type { Tally } from './tally.js';

const everyMs = 5_000;
/** A call that the client itself gives up after 30 s is not one that hangs. */
const patienceMs = 30_001;

/** @returns stops it */
export function callEveryFiveSeconds(client: OpenedClient, tally: () => Tally): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const again = () => {
    timer = setTimeout(() => {
      again();
      void callOnce(client, tally());
    }, everyMs);
  };
  again();
  return () => clearTimeout(timer);
}

export async function callOnce(client: OpenedClient, tally: Tally): Promise<void> {
  tally.apiCalls++;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<'hung'>((resolve) => {
    timer = setTimeout(() => resolve('hung'), patienceMs);
  });
  const over = client.callApi().then(
    () => 'answered' as const,
    () => 'refused' as const,
  );
  const outcome = await Promise.race([over, tooLate]);
  clearTimeout(timer);
  if (outcome === 'answered') return;
  tally.interrupted++;
  if (outcome === 'hung') tally.hung++;
}

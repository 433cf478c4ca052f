// The store where there is no document: a worker, and React Native, whose globals are its own.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createEmulator } from '@mdh-tokens/emulator';
import { createTokenStore, type TokenStore } from '@mdh-tokens/store';

const places: [string, () => void][] = [
  ['a worker, with the globals that this process has', () => {}],
  [
    'React Native: a window that hears nothing, and a navigator that knows no network',
    () => {
      vi.stubGlobal('window', globalThis);
      vi.stubGlobal('navigator', { product: 'ReactNative' });
      // What Node has and React Native has not.
      for (const name of ['BroadcastChannel', 'crypto', 'reportError']) vi.stubGlobal(name, undefined);
    },
  ],
];

describe.each(places)('in %s', (_name, enter) => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('the store starts, answers callers, fetches after a 401, refreshes and stops', async () => {
    const emulator = createEmulator();
    await emulator.listen();
    const { participantIdentifier } = emulator.participants[0]!;
    const reasons: string[] = [];
    enter();
    const store: TokenStore = createTokenStore({
      authenticator: ({ reason }) => {
        reasons.push(reason);
        return Promise.resolve(emulator.issueToken(participantIdentifier));
      },
      baseUrl: emulator.url,
      share: 'ada',
    });
    try {
      await store.start();
      expect(await store.getToken()).toBe(emulator.issued.at(-1)!.accessToken);
      emulator.revoke();
      const response = await store.fetch(`${emulator.url}api/v1/delegated/participant`);
      expect(response.status).toBe(200);
      await store.refresh();
      expect(reasons).toEqual(['start', 'rejected', 'forced']);
    } finally {
      store.stop();
      await emulator.close();
    }
    expect(store.state.status).toBe('stopped');
  });
});

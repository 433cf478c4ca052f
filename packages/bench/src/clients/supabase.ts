// Supabase's auth client, whose session is in the storage that tabs share.
import type { GoTrueClient } from '@supabase/auth-js';
import { goTrueUrl } from '../token-server/addresses.js';
import { tokenCalls } from './call-api.js';
import type { Client } from './client.js';

export const supabase: Client = {
  name: 'supabase',
  title: '`@supabase/auth-js`, `getSession()` before each call',
  signsIn: true,
  isMounted: false,
  async load() {
    const { GoTrueClient } = await import('@supabase/auth-js');
    return ({ storage, signInOnce }) => {
      const settings = { url: goTrueUrl, storage, detectSessionInUrl: false };
      async function open(): Promise<GoTrueClient> {
        await signInOnce(() => signIn(new GoTrueClient({ ...settings, autoRefreshToken: false })));
        return new GoTrueClient(settings);
      }
      const client = open();
      return {
        start: () => client,
        ...tokenCalls(
          async () => (await client).getSession(),
          ({ data }) => data.session?.access_token,
        ),
      };
    };
  },
};

/** On a page of its own; the app's page finds the session in the storage. */
function signIn(page: GoTrueClient): Promise<unknown> {
  return page.signInWithPassword({ email: 'ada@example.org', password: 'secret' });
}

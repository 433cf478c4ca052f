import type { TokenStore } from '@mdh-tokens/store';

/** For a support session on a live site: your app decides who may call it. */
export async function showDevtools(store: TokenStore): Promise<void> {
  const { mountDevtools } = await import('@mdh-tokens/devtools/production');
  mountDevtools(store, { open: true });
}

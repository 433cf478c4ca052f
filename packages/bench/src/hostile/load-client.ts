// A client, imported into a page as a browser would do it.
import type { Client, OpenedClient, Tab } from '../clients/client.js';
import { openPage } from '../page/open-page.js';

export type OpenClient = (tab: Tab) => OpenedClient;

export async function loadClient(client: Client): Promise<OpenClient> {
  const page = openPage(() =>
    Promise.reject(new Error('there is no network while a page loads its modules')),
  );
  try {
    return await client.load();
  } finally {
    page.close();
  }
}

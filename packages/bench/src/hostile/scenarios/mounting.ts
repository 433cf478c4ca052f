// A framework mounts the page's component twice, as React's StrictMode does.
import type { Scenario } from '../scenario.js';
import { hours } from '../world/durations.js';
import { startQuietly } from '../world/start-quietly.js';

export const mountingScenario: Scenario = {
  id: '12',
  title: 'mounted, unmounted and mounted again, 1 h',
  isAboutMounting: true,
  async play({ openTab, pass }) {
    const client = openTab();
    client.stop?.();
    startQuietly(client);
    await pass(hours(1));
  },
};

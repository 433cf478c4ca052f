// The page: puts its parts together and starts.
import type { TokenState } from '@mdh-tokens/store';
import { createAuthenticatorSwitch } from './authenticator-fault.js';
import { createDemoServer } from './demo-server.js';
import { createDevtoolsView } from './devtools-view.js';
import { createFaultPanel } from './fault-panel.js';
import { byId } from './find-element.js';
import { createPageClock } from './page-clock.js';
import { createPageNetwork } from './page-network.js';
import type { ParticipantSession } from './participant-session.js';
import { createSessionController } from './session-controller.js';
import { createSessionDisplay } from './session-display.js';
import { createTokenLifetime } from './token-lifetime.js';
import { createTourGuide } from './tour-guide.js';
import { createAnnouncer } from './views/announcer.js';
import { createFactsView } from './views/facts-view.js';
import { showTheme } from './views/theme-view.js';

async function showPage(): Promise<void> {
  // Taken before the panel can cut it: the switches work while the page plays offline.
  const server = createDemoServer(fetch.bind(window));
  const clock = createPageClock(window);
  const network = createPageNetwork(window);
  const settings = await server.settings();
  byId('emulator-page', HTMLAnchorElement).href = settings.emulatorPage;

  const devtools = await createDevtoolsView();
  showTheme((theme) => devtools.useTheme(theme));
  const announce = createAnnouncer();
  let session: ParticipantSession | null = null;
  const lifetime = createTokenLifetime({
    server,
    initialSeconds: settings.tokenLifetimeSeconds,
    refresh: async () => session?.store.refresh(),
  });
  const authenticator = createAuthenticatorSwitch(server, settings.authenticatorFault);
  const faults = createFaultPanel({
    targets: {
      server,
      authenticator,
      clock,
      network,
      lifetime,
      session: () => session,
      tell: (sentence) => devtools.mark(sentence),
    },
    devtools,
    announce,
  });
  const tour = createTourGuide({ session: () => session, faults, besideUrl: settings.besideUrl });
  const display = createSessionDisplay(createFactsView());
  const controller = createSessionController({
    server,
    baseUrl: settings.baseUrl,
    display: {
      ...display,
      stateChanged(state: TokenState) {
        display.stateChanged(state);
        tour.stateChanged(state);
      },
    },
    devtools,
    announce,
    sessionChanged(changed) {
      session = changed;
      faults.view.setEnabled(changed !== null);
      if (changed !== null) faults.markAll();
    },
  });

  controller.view.offer(settings.participants);
  await controller.resume(await server.session());
}

await showPage();

// The page: puts its parts together and starts.
import { createDemoServer } from './demo-server.js';
import { createFaultPanel } from './fault-panel.js';
import { createPageClock } from './page-clock.js';
import { createPageNetwork } from './page-network.js';
import type { ParticipantSession } from './participant-session.js';
import { createSessionController } from './session-controller.js';
import { createSessionDisplay } from './session-display.js';
import { createTimelineRecorder } from './timeline-recorder.js';
import { createTokenLifetime } from './token-lifetime.js';
import { createAnnouncer } from './views/announcer.js';
import { createLogView } from './views/log-view.js';
import { showPlot } from './views/plot-view.js';
import { createStatusView } from './views/status-view.js';
import { showTheme } from './views/theme-view.js';

async function showPage(): Promise<void> {
  showTheme();
  // Taken before the panel can cut it: the switches work while the page plays offline.
  const server = createDemoServer(fetch.bind(window));
  const clock = createPageClock(window);
  const network = createPageNetwork(window);
  const settings = await server.settings();

  const recorder = createTimelineRecorder();
  const log = createLogView();
  const status = createStatusView();
  const announce = createAnnouncer();
  let session: ParticipantSession | null = null;
  const lifetime = createTokenLifetime({
    server,
    log,
    initialSeconds: settings.tokenLifetimeSeconds,
    refresh: async () => session?.store.refresh(),
  });

  const faults = createFaultPanel({
    targets: {
      server,
      clock,
      network,
      lifetime,
      authenticatorFails: settings.authenticatorFails,
      session: () => session,
      tell: (sentence) => log.add(sentence),
    },
    recorder,
    log,
    announce,
  });
  faults.setEnabled(false);
  const controller = createSessionController({
    server,
    baseUrl: settings.baseUrl,
    display: createSessionDisplay({ recorder, status, log, announce }),
    log,
    announce,
    sessionChanged(changed) {
      session = changed;
      faults.setEnabled(changed !== null);
    },
  });

  setInterval(() => {
    if (session !== null) status.tick(session.store.state);
  }, 250);
  showPlot(() => ({
    timeline: recorder.timeline,
    now: recorder.now(),
    lifeMs: lifetime.seconds * 1000,
    plannedRefreshAt: plannedRefreshAt(session, recorder.now()),
  }));

  controller.view.offer(settings.participants);
  await controller.resume(await server.session());
}

/** When the store means to refresh, moved from the wall clock to the timeline's. */
function plannedRefreshAt(session: ParticipantSession | null, now: number): number | null {
  const state = session?.store.state;
  return state?.status === 'active' ? now + state.refreshAt - Date.now() : null;
}

await showPage();

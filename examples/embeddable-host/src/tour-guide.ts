// Leads through the tour: watches what happens, and does what its buttons say.
import type { TokenState } from '@mdh-tokens/store';
import type { FaultPanel } from './fault-panel.js';
import type { ParticipantSession } from './participant-session.js';
import { nothingSeen, seeState, type TourFacts } from './tour.js';
import { createTourView } from './views/tour-view.js';

export interface TourGuideParts {
  session: () => ParticipantSession | null;
  faults: FaultPanel;
  /** The same demo under another name of this machine. */
  besideUrl: string;
}

export interface TourGuide {
  stateChanged(state: TokenState): void;
}

export function createTourGuide({ session, faults, besideUrl }: TourGuideParts): TourGuide {
  let facts: TourFacts = nothingSeen;
  const see = (seen: TourFacts): void => {
    facts = seen;
    view.show(facts);
  };
  const open = (url: string, seen: Partial<TourFacts>): void => {
    window.open(url, '_blank', 'noopener');
    see({ ...facts, ...seen });
  };
  const acts: Readonly<Record<string, () => void>> = {
    refresh: () =>
      void session()
        ?.store.refresh()
        .catch(() => undefined),
    break: () => void faults.press('authenticator'),
    tab: () => open(window.location.href, { hasSecondTab: true }),
    beside: () => open(besideUrl, { hasSecondParticipant: true }),
  };
  const view = createTourView((id) => acts[id]?.());
  view.show(facts);
  return { stateChanged: (state) => see(seeState(facts, state)) };
}

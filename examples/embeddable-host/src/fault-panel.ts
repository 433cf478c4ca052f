// Applies the faults that the visitor picks, and notes them in the timeline and the log.
import { createFaults, type Fault, type FaultTargets } from './faults.js';
import type { TimelineRecorder } from './timeline-recorder.js';
import { faultBegan, faultEnded } from './timeline.js';
import { createFaultsView, type FaultsView } from './views/faults-view.js';
import type { LogView } from './views/log-view.js';

export interface FaultPanelParts {
  targets: FaultTargets;
  recorder: TimelineRecorder;
  log: LogView;
  announce: (sentence: string) => void;
}

export function createFaultPanel({ targets, recorder, log, announce }: FaultPanelParts): FaultsView {
  const press = async (fault: Fault, on: boolean): Promise<boolean> => {
    const words = fault.kind === 'switch' ? `${fault.label}: ${on ? 'on' : 'off'}.` : `${fault.label}.`;
    log.add(`You: ${words}`, 'visitor');
    announce(words);
    if (on)
      recorder.record((timeline, at) => faultBegan(timeline, fault.plotLabel, at, fault.kind === 'moment'));
    let applied = true;
    try {
      await fault.apply(on);
    } catch (error) {
      log.add(`That did not work: ${String(error)}`, 'bad');
      applied = false;
    }
    const isOver = on ? fault.kind === 'span' || !applied : applied;
    if (isOver) recorder.record((timeline, at) => faultEnded(timeline, fault.plotLabel, at));
    return applied;
  };
  const faults = createFaults(targets);
  for (const { isOn, plotLabel } of faults) {
    if (isOn === true) recorder.record((timeline, at) => faultBegan(timeline, plotLabel, at, false));
  }
  return createFaultsView(faults, press);
}

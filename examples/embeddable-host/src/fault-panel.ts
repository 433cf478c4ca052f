// Applies the faults that the visitor picks, and notes them in the time-line.
import type { DevtoolsView } from './devtools-view.js';
import { createFaults, type Fault, type FaultTargets } from './faults.js';
import { createFaultsView, type FaultsView } from './views/faults-view.js';

export interface FaultPanelParts {
  targets: FaultTargets;
  devtools: DevtoolsView;
  announce: (sentence: string) => void;
}

export interface FaultPanel {
  readonly view: FaultsView;
  /** Presses the button of a fault. */
  press(id: string): Promise<void>;
  /** A time-line has begun: what is on by now is on in it as well. */
  markAll(): void;
}

export function createFaultPanel({ targets, devtools, announce }: FaultPanelParts): FaultPanel {
  const faults = createFaults(targets);
  const isOn = new Map(faults.map((fault) => [fault.id, fault.isOn()]));

  /** One switch may turn another one off: all are looked at again. */
  const markChanges = (): void => {
    for (const fault of faults) {
      const now = fault.isOn();
      if (now !== isOn.get(fault.id)) devtools.mark(fault.plotLabel, now ? 'on' : 'off');
      isOn.set(fault.id, now);
    }
    view.showSwitches();
  };
  const apply = async (fault: Fault): Promise<void> => {
    const on = fault.kind !== 'switch' || !fault.isOn();
    announce(fault.kind === 'switch' ? `${fault.label}: ${on ? 'on' : 'off'}.` : `${fault.label}.`);
    if (fault.kind !== 'switch') devtools.mark(fault.plotLabel, fault.kind === 'span' ? 'on' : 'moment');
    view.showProblem(null);
    try {
      await fault.apply(on);
    } catch (error) {
      view.showProblem(`That did not work: ${String(error)}`);
    }
    if (fault.kind === 'span') devtools.mark(fault.plotLabel, 'off');
    markChanges();
    fault.provoke?.();
  };

  const view = createFaultsView(faults, (fault) => void apply(fault));
  return {
    view,
    async press(id) {
      const fault = faults.find((one) => one.id === id);
      if (fault !== undefined) await apply(fault);
    },
    markAll() {
      for (const fault of faults) if (fault.isOn()) devtools.mark(fault.plotLabel, 'on');
    },
  };
}

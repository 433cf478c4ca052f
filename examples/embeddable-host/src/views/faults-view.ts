// The control panel: one button a fault.
import type { Fault } from '../faults.js';
import { byId } from '../find-element.js';

export interface FaultsView {
  /** Without a session there is nothing to break; what is on can be switched off all the same. */
  setEnabled(enabled: boolean): void;
  /** Shows which switches are on. */
  showSwitches(): void;
  /** Says what did not work; `null`: nothing to say. */
  showProblem(sentence: string | null): void;
}

/** @param press told which button was pressed */
export function createFaultsView(faults: readonly Fault[], press: (fault: Fault) => void): FaultsView {
  const list = byId('faults', HTMLUListElement);
  const problem = byId('fault-problem', HTMLElement);
  const buttons = new Map(faults.map((fault) => [fault, toButton(fault, press)]));
  let isEnabled = false;

  const showSwitches = (): void => {
    for (const [fault, button] of buttons) {
      if (fault.kind === 'switch') button.setAttribute('aria-pressed', String(fault.isOn()));
      button.disabled = !isEnabled && !fault.isOn();
    }
  };
  list.append(...[...buttons].map(([fault, button]) => toItem(fault, button)));
  showSwitches();
  return {
    setEnabled(enabled) {
      isEnabled = enabled;
      showSwitches();
    },
    showSwitches,
    showProblem(sentence) {
      problem.hidden = sentence === null;
      problem.textContent = sentence;
    },
  };
}

function toButton(fault: Fault, press: (fault: Fault) => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = fault.label;
  button.dataset['testid'] = `fault-${fault.id}`;
  button.setAttribute('aria-describedby', `fault-${fault.id}`);
  button.addEventListener('click', () => press(fault));
  return button;
}

function toItem(fault: Fault, button: HTMLButtonElement): HTMLLIElement {
  const item = document.createElement('li');
  const explanation = document.createElement('p');
  explanation.id = `fault-${fault.id}`;
  explanation.textContent = fault.explanation;
  item.append(button, explanation);
  return item;
}

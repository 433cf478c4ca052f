// The control panel: one button a fault.
import type { Fault } from '../faults.js';
import { byId } from '../find-element.js';

export interface FaultsView {
  /** Without a session there is nothing to break. */
  setEnabled(enabled: boolean): void;
}

/** `press` applies a fault; the button shows what it was switched to only when that went well. */
export function createFaultsView(
  faults: readonly Fault[],
  press: (fault: Fault, on: boolean) => Promise<boolean>,
): FaultsView {
  const list = byId('faults', HTMLUListElement);
  list.append(...faults.map((fault) => toItem(fault, press)));
  return {
    setEnabled(enabled) {
      for (const button of list.querySelectorAll('button')) button.disabled = !enabled;
    },
  };
}

function toItem(fault: Fault, press: (fault: Fault, on: boolean) => Promise<boolean>): HTMLLIElement {
  const item = document.createElement('li');
  const button = document.createElement('button');
  const explanation = document.createElement('p');
  explanation.id = `fault-${fault.id}`;
  explanation.textContent = fault.explanation;
  button.type = 'button';
  button.textContent = fault.label;
  button.dataset['testid'] = `fault-${fault.id}`;
  button.setAttribute('aria-describedby', explanation.id);
  if (fault.kind === 'switch') button.setAttribute('aria-pressed', String(fault.isOn === true));
  const pressed = async (): Promise<void> => {
    const on = fault.kind !== 'switch' || button.getAttribute('aria-pressed') !== 'true';
    const applied = await press(fault, on);
    if (applied && fault.kind === 'switch') button.setAttribute('aria-pressed', String(on));
  };
  button.addEventListener('click', () => void pressed());
  item.append(button, explanation);
  return item;
}

// Buttons for the faults of an emulator. Loaded where there may be one.
import { createButton, createElement, createLink } from '../dom/create-element.js';
import { findEmulator, type EmulatorControl } from '../emulator/emulator-control.js';
import { emulatorFaults, type EmulatorFault } from '../emulator/faults.js';
import type { WatchedStore } from './watched-store.js';

type Attempt = (work: Promise<void>) => void;

/**
 * The faults, if the store's MyDataHelps is an emulator, else `null`.
 *
 * @param tell shows what did not work
 */
export async function createFaultsView(
  watched: WatchedStore,
  tell: (sentence: string) => void,
): Promise<HTMLElement | null> {
  const emulator = await findEmulator(watched.baseUrl ?? '');
  if (emulator === null) return null;
  const attempt: Attempt = (work) => {
    work.catch((error: unknown) => tell(`That did not work: ${String(error)}`));
  };
  const revoke = createButton('Revoke tokens', () => {
    watched.recorder.mark('tokens revoked');
    attempt(emulator.revokeTokens());
  });
  const switches = emulatorFaults.map((fault) => createSwitch(fault, emulator, watched, attempt));
  const page = createLink(emulator.page, 'its page');
  return createElement(
    'section',
    { 'aria-label': 'Emulator' },
    createElement('h3', {}, 'Faults of the emulator'),
    createElement('div', { class: 'row' }, ...switches, revoke),
    createElement('p', { class: 'quiet' }, 'More on ', page, '. A fault stays until it is switched off.'),
  );
}

function createSwitch(
  { label, fault, isOfTokens }: EmulatorFault,
  emulator: EmulatorControl,
  { store, recorder }: WatchedStore,
  attempt: Attempt,
): HTMLButtonElement {
  // One that an earlier page has switched on can be switched off here.
  const before = emulator.faults.find((one) => Object.keys(fault).every((name) => one[name] === fault[name]));
  let id = before === undefined ? null : String(before['id']);
  let isBusy = false;
  const press = async (): Promise<void> => {
    if (isBusy) return;
    isBusy = true;
    try {
      if (id === null) id = await emulator.addFault(fault);
      else {
        await emulator.removeFault(id);
        id = null;
      }
    } finally {
      isBusy = false;
    }
    recorder.mark(label, id === null ? 'off' : 'on');
    button.setAttribute('aria-pressed', String(id !== null));
    // What becomes of it is seen in the time-line. It goes past the authenticator's cache.
    if (isOfTokens) store.refresh().catch(() => undefined);
  };
  const button = createButton(label, () => attempt(press()), { 'aria-pressed': String(id !== null) });
  return button;
}

// Buttons for the faults of an emulator.
import { createButton, createElement } from '../dom/create-element.js';
import { findEmulator, type EmulatorControl } from '../emulator/emulator-control.js';
import { emulatorFaults, type EmulatorFault } from '../emulator/faults.js';
import type { WatchedStore } from './watched-store.js';

export interface FaultsView {
  readonly element: HTMLElement;
  /** Looks whether the store's MyDataHelps is an emulator, and offers its faults if so. */
  look(watched: WatchedStore): Promise<void>;
}

/** @param tell shows what did not work */
export function createFaultsView(tell: (sentence: string) => void): FaultsView {
  const element = createElement('section', { 'aria-label': 'Emulator', hidden: true });
  // A store that is chosen again finds its switches as they were left.
  const contents = new Map<WatchedStore, Node[]>();
  let looked: WatchedStore | null = null;
  return {
    element,
    async look(watched) {
      if (looked === watched) return;
      looked = watched;
      element.hidden = true;
      const emulator = contents.has(watched) ? null : await findEmulator(watched.baseUrl);
      if (emulator !== null) contents.set(watched, contentOf(emulator, watched, tell));
      const content = contents.get(watched);
      if (looked !== watched || content === undefined) return;
      element.replaceChildren(...content);
      element.hidden = false;
    },
  };
}

function contentOf(
  emulator: EmulatorControl,
  watched: WatchedStore,
  tell: (sentence: string) => void,
): Node[] {
  const attempt = (work: Promise<void>): void => {
    work.catch((error: unknown) => tell(`That did not work: ${String(error)}`));
  };
  const revoke = createButton('Revoke tokens', () => {
    watched.recorder.mark('tokens revoked');
    attempt(emulator.revokeTokens());
  });
  const page = createElement('a', { href: emulator.page, target: '_blank', rel: 'noreferrer' }, 'its page');
  return [
    createElement('h3', {}, 'Faults of the emulator'),
    createElement(
      'div',
      { class: 'row' },
      ...emulatorFaults.map((fault) => toSwitch(fault, emulator, watched, attempt)),
      revoke,
    ),
    createElement('p', { class: 'quiet' }, 'More on ', page, '. A fault stays until it is switched off.'),
  ];
}

function toSwitch(
  { label, fault, isOfTokens }: EmulatorFault,
  emulator: EmulatorControl,
  { store, recorder }: WatchedStore,
  attempt: (work: Promise<void>) => void,
): HTMLButtonElement {
  // One that an earlier page has switched on can be switched off here.
  const before = emulator.faults.find((one) => Object.keys(fault).every((name) => one[name] === fault[name]));
  let remove = before === undefined ? null : () => emulator.removeFault(String(before['id']));
  let isBusy = false;
  const press = async (): Promise<void> => {
    if (isBusy) return;
    isBusy = true;
    try {
      const undo = remove;
      if (undo === null) remove = await emulator.addFault(fault);
      else await undo().then(() => (remove = null));
    } finally {
      isBusy = false;
    }
    recorder.mark(label, remove === null ? 'off' : 'on');
    button.setAttribute('aria-pressed', String(remove !== null));
    // What becomes of it is seen in the time-line. It goes past the authenticator's cache.
    if (isOfTokens) store.refresh().catch(() => undefined);
  };
  const button = createButton(label, () => attempt(press()), { 'aria-pressed': String(remove !== null) });
  return button;
}

// The settings on the control page. A field shows the emulator's value until the user writes into it.
import { callControl, type State } from './control-client.js';
import { byId } from './element.js';

type Settings = State['settings'];
type Field = 'lifetime' | 'offset' | 'limit' | 'window';

/** The form of the settings. */
export interface SettingsForm {
  /** Shows the settings in every field that the user has not written into since the last `apply`. */
  show(settings: Settings): void;
  /** Applies only the fields that the user wrote into: the others may have been changed elsewhere. */
  apply(): Promise<void>;
  /** Discards what the user wrote into a field. */
  forget(field: Field): void;
}

const input = (field: Field): HTMLInputElement => byId(field, HTMLInputElement);

/** The form of this page. */
export function createSettingsForm(): SettingsForm {
  const written = new Set<string>();
  byId('settings', HTMLFormElement).addEventListener('input', ({ target }) => {
    if (target instanceof HTMLInputElement) written.add(target.id);
  });
  return {
    show(settings) {
      const texts: [Field, number | undefined][] = [
        ['lifetime', settings.tokenLifetimeSeconds],
        ['offset', settings.clockOffsetSeconds],
        ['limit', settings.rateLimit?.limit],
        ['window', settings.rateLimit?.windowSeconds],
      ];
      for (const [field, value] of texts) if (!written.has(field)) input(field).value = String(value ?? '');
    },
    async apply() {
      const limit = numberOf(input('limit'));
      const hasLimit = written.has('limit') || written.has('window');
      await callControl('PATCH', 'settings', {
        ...(written.has('lifetime') ? { tokenLifetimeSeconds: numberOf(input('lifetime')) } : {}),
        ...(written.has('offset') ? { clockOffsetSeconds: numberOf(input('offset')) } : {}),
        ...(hasLimit ? { rateLimit: rateLimitOf(limit, numberOf(input('window'))) } : {}),
      });
      written.clear();
    },
    forget: (field) => void written.delete(field),
  };
}

function rateLimitOf(limit: number | string | undefined, windowSeconds: number | string = 3600): unknown {
  return limit === undefined ? null : { limit, windowSeconds };
}

/** The number in a field. Any other text goes to the emulator as it is, and the emulator says what is wrong. */
export function numberOf({ value }: HTMLInputElement): number | string | undefined {
  const text = value.trim();
  if (text === '') return undefined;
  return Number.isNaN(Number(text)) ? text : Number(text);
}

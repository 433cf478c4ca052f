// The control API of an emulator (README of @mdh-tokens/emulator, "The same over HTTP").
import { isRecord } from './exchange.js';
import type { Settings } from './options.js';

/** The parts of a fault that the checks use. */
export interface EmulatorFault {
  readonly endpoint?: string;
  readonly effect: 'answer' | 'hang' | 'truncate' | 'html';
  readonly status?: number;
  readonly error?: string;
  readonly retryAfter?: number;
}

export interface EmulatorControl {
  /** Returns the fault's id; `null` where it was not taken. */
  add(fault: EmulatorFault): Promise<string | null>;
  /** Whether a call has met it. */
  wasMet(id: string): Promise<boolean>;
  remove(id: string | null): Promise<void>;
}

/** A fault meets so many calls that a second try of the authenticator meets it, too. */
const calls = 1000;

export function createEmulatorControl({ emulator, fetch: fetchOption }: Settings): EmulatorControl | null {
  if (emulator === null) return null;

  async function call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await (fetchOption ?? fetch)(new URL(`__emulator__/${path}`, emulator ?? undefined), {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    }).catch(() => null);
    return response?.ok === true ? await response.json().catch(() => ({})) : null;
  }

  return {
    async add(fault) {
      const added = await call('POST', 'faults', { ...fault, calls });
      return isRecord(added) && typeof added['id'] === 'string' ? added['id'] : null;
    },
    async wasMet(id) {
      const state = await call('GET', 'state');
      const faults: unknown = isRecord(state) ? state['faults'] : null;
      const found: unknown = Array.isArray(faults)
        ? faults.find((fault: unknown) => isRecord(fault) && fault['id'] === id)
        : undefined;
      return (
        isRecord(found) && typeof found['remainingCalls'] === 'number' && found['remainingCalls'] < calls
      );
    },
    async remove(id) {
      if (id !== null) await call('DELETE', `faults/${encodeURIComponent(id)}`);
    },
  };
}

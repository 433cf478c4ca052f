// Talks to the control API of an emulator, if the store's MyDataHelps is one.

/** A fault as the control API takes and tells it. */
export type Fault = Readonly<Record<string, unknown>>;

/** The control API of an emulator, as far as the panel uses it. Everything rejects with a sentence for the developer. */
export interface EmulatorControl {
  /** The emulator's own page. */
  readonly page: string;
  /** The faults in force when it was asked, each with its `id`. */
  readonly faults: readonly Fault[];
  /** @returns removes the fault */
  addFault(fault: Fault): Promise<() => Promise<void>>;
  removeFault(id: string): Promise<void>;
  revokeTokens(): Promise<void>;
}

/** Only these are ever asked: the panel sends nothing of its own to MyDataHelps. */
const loopback = /^(localhost|[a-z0-9-]+\.localhost|127\.0\.0\.1|\[::1\])$/;

/** Asks whether an emulator is at a base URL. `null` if it is not on this machine, or does not answer as one. */
export async function findEmulator(baseUrl: string | null): Promise<EmulatorControl | null> {
  const url = baseUrl === null ? null : new URL(baseUrl);
  if (url === null || !loopback.test(url.hostname)) return null;
  const page = new URL('/__emulator__/', url).href;
  try {
    const state = (await ask(page, 'GET', 'state')) as { faults?: Fault[] } | null;
    return Array.isArray(state?.faults) ? controlAt(page, state.faults) : null;
  } catch {
    // Whatever it is that answers there, or does not, it is no emulator.
    return null;
  }
}

function controlAt(page: string, faults: readonly Fault[]): EmulatorControl {
  const removeFault = async (id: string): Promise<void> => {
    await ask(page, 'DELETE', `faults/${encodeURIComponent(id)}`);
  };
  return {
    page,
    faults,
    async addFault(fault) {
      const { id } = (await ask(page, 'POST', 'faults', fault)) as { id: string };
      return () => removeFault(id);
    },
    removeFault,
    revokeTokens: async () => void (await ask(page, 'POST', 'revoke', { kind: 'participant' })),
  };
}

async function ask(page: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(page + path, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  });
  if (!response.ok && response.status !== 404) throw new Error(`The emulator answered ${response.status}.`);
  return response.status === 204 || response.status === 404 ? null : response.json();
}

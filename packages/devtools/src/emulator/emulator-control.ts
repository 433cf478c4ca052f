// Talks to the control API of an emulator, if the store's MyDataHelps is one.

/** A fault as the control API takes and tells it. */
export type Fault = Readonly<Record<string, unknown>>;

/** The control API of an emulator, as far as the panel uses it. Everything rejects with a sentence for the developer. */
export interface EmulatorControl {
  /** The emulator's own page. */
  readonly page: string;
  /** The faults in force when it was asked, each with its `id`. */
  readonly faults: readonly Fault[];
  /** @returns the id of the fault */
  addFault(fault: Fault): Promise<string>;
  removeFault(id: string): Promise<void>;
  revokeTokens(): Promise<void>;
}

/** Asks whether an emulator is at a base URL. `null` if what answers there, or does not, is none. */
export async function findEmulator(baseUrl: string): Promise<EmulatorControl | null> {
  const page = new URL('/__emulator__/', baseUrl).href;
  const state = await ask(page, 'GET', 'state').catch(() => null);
  const { faults } = (state ?? {}) as { faults?: unknown };
  if (!Array.isArray(faults)) return null;
  return {
    page,
    faults: faults as Fault[],
    addFault: async (fault) => ((await ask(page, 'POST', 'faults', fault)) as { id: string }).id,
    removeFault: async (id) => void (await ask(page, 'DELETE', `faults/${encodeURIComponent(id)}`)),
    revokeTokens: async () => void (await ask(page, 'POST', 'revoke', { kind: 'participant' })),
  };
}

async function ask(page: string, method: string, path: string, body?: object): Promise<unknown> {
  const json = { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
  const response = await fetch(page + path, { method, ...(body === undefined ? {} : json) });
  // What is gone already need not be removed.
  if (response.status === 204 || response.status === 404) return null;
  if (!response.ok) throw new Error(`The emulator answered ${response.status}.`);
  return response.json();
}

// Talks to the control API of an emulator, if the store's MyDataHelps is one.

/** The control API of an emulator, as far as the panel uses it. Everything rejects with a sentence for the developer. */
export interface EmulatorControl {
  /** The emulator's own page. */
  readonly page: string;
  readonly tokenLifetimeSeconds: number;
  /** @returns removes the fault */
  addFault(fault: Readonly<Record<string, string | number>>): Promise<() => Promise<void>>;
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
    const state = (await ask(page, 'GET', 'state')) as {
      settings?: { tokenLifetimeSeconds?: number };
    } | null;
    const life = state?.settings?.tokenLifetimeSeconds;
    return typeof life === 'number' ? controlAt(page, life) : null;
  } catch {
    // Whatever it is that answers there, or does not, it is no emulator.
    return null;
  }
}

function controlAt(page: string, tokenLifetimeSeconds: number): EmulatorControl {
  return {
    page,
    tokenLifetimeSeconds,
    async addFault(fault) {
      const { id } = (await ask(page, 'POST', 'faults', fault)) as { id: string };
      return async () => void (await ask(page, 'DELETE', `faults/${encodeURIComponent(id)}`));
    },
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

// The URLs of an emulator, which change when it begins to listen.

/** The path of the token endpoint, the same on every MyDataHelps host. */
export const tokenPath = '/identityserver/connect/token';

/** Where an emulator is reached. */
export interface Addresses {
  /** The base URL, with a slash at its end. */
  url(): string;
  tokenUrl(): string;
  /** All token URLs that are this emulator: any of them is a good `aud`. */
  tokenUrls(): string[];
  /** From now on it listens on this port of loopback. */
  listensOn(port: number): void;
}

/** The base URL of an emulator that does not listen: `.localhost` never leaves the machine (RFC 6761 section 6.3). */
const inProcessUrl = 'http://mydatahelps.localhost/';

/** The addresses of an emulator that does not listen yet. `publicUrl` comes first, if it is given. */
export function createAddresses(publicUrl: string | null): Addresses {
  let own = [inProcessUrl];
  const baseUrls = (): string[] => (publicUrl === null ? own : [publicUrl, ...own]);
  const tokenUrls = (): string[] => baseUrls().map((baseUrl) => `${baseUrl}${tokenPath.slice(1)}`);
  return {
    url: () => baseUrls()[0] ?? inProcessUrl,
    tokenUrl: () => tokenUrls()[0] ?? inProcessUrl,
    tokenUrls,
    listensOn(port) {
      own = [`http://localhost:${port}/`, `http://127.0.0.1:${port}/`];
    },
  };
}

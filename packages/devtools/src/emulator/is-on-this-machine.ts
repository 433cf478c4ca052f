// Tells an emulator's address from MyDataHelps' own.

const loopback = /^https?:\/\/(([a-z0-9-]+\.)*localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/;

/** Whether a base URL is on this machine. Only there is an emulator looked for: MyDataHelps is asked nothing. */
export function isOnThisMachine(baseUrl: string | null): boolean {
  return baseUrl !== null && loopback.test(baseUrl);
}

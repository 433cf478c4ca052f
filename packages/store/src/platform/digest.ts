// SHA-256, where the page is a secure context.

/** @returns 64 hexadecimal digits */
export async function sha256Hex(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Whether there is one: not on a plain-http page. */
export function canDigest(): boolean {
  return typeof crypto === 'object' && 'subtle' in crypto && typeof window !== 'undefined';
}

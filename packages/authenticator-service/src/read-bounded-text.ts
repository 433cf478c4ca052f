// The text of a body that may be larger than it says, or unfold into anything.

/**
 * Reads a body of so many bytes at most, whatever length was announced, or none: .NET's clients send theirs in chunks.
 * Counted is what comes out of a decoder.
 *
 * @returns `null` where it is larger
 */
export async function readBoundedText(
  { body }: Request | Response,
  mostBytes: number,
): Promise<string | null> {
  if (body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    // Leaving the loop cancels the body.
    if (size > mostBytes) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

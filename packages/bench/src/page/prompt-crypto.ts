// The page's crypto with a digest that is there at once: Node's own takes real time, which virtual time does not
// wait for.
import { createHash } from 'node:crypto';

export interface PromptCrypto extends Pick<Crypto, 'getRandomValues' | 'randomUUID'> {
  readonly subtle: Pick<SubtleCrypto, 'digest'>;
}

export function createPromptCrypto(): PromptCrypto {
  const own = crypto;
  return {
    getRandomValues: (array) => own.getRandomValues(array),
    randomUUID: () => own.randomUUID(),
    subtle: {
      async digest(_algorithm, data) {
        const bytes = ArrayBuffer.isView(data)
          ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
          : new Uint8Array(data);
        return Uint8Array.from(createHash('sha256').update(bytes).digest()).buffer;
      },
    },
  };
}

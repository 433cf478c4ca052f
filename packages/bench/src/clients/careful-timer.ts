// The SDK supplied by a timer, by somebody who has thought about failures: a retry, a timeout, a least delay.
import { apiBaseUrl } from '../token-server/addresses.js';
import type { Client } from './client.js';
import { fetchToken } from './fetch-token.js';
import type { TokenAnswer } from '../token-server/token-answer.js';

const bufferSeconds = 120;
const leastDelaySeconds = 10;
const retrySeconds = 10;
const timeoutMs = 30_000;

export const carefulTimer: Client = {
  name: 'n3',
  title: 'by hand with care: n1 with a retry after 10 s, a timeout of 30 s and a least delay of 10 s',
  signsIn: false,
  isMounted: true,
  async load() {
    const { MyDataHelps } = await import('@careevolution/mydatahelps-js');
    return () => {
      const sdk = new MyDataHelps();
      async function refresh(): Promise<void> {
        let delaySeconds = retrySeconds;
        try {
          const token = await fetchInTime();
          sdk.setParticipantAccessToken(token, apiBaseUrl);
          delaySeconds = Math.max(token.expires_in - bufferSeconds, leastDelaySeconds);
        } finally {
          setTimeout(() => void refresh().catch(() => undefined), delaySeconds * 1000);
        }
      }
      return { start: refresh, callApi: () => sdk.getParticipantInfo() };
    };
  },
};

async function fetchInTime(): Promise<TokenAnswer> {
  const waiting = new AbortController();
  const timer = setTimeout(() => waiting.abort(), timeoutMs);
  try {
    return await fetchToken(waiting.signal);
  } finally {
    clearTimeout(timer);
  }
}

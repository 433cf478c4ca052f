// What an app has without the store: fetch a token, hand it over, and do so again when the SDK's own margin begins.
import sdk from '@careevolution/mydatahelps-js';
import { baseUrl } from './report-first-call.js';

export async function supplyByHand(): Promise<void> {
  const response = await fetch('/token', { method: 'POST' });
  const token = (await response.json()) as { access_token: string; expires_in: number; token_type: string };
  sdk.setParticipantAccessToken(token, baseUrl());
  setTimeout(() => void supplyByHand(), (token.expires_in - 120) * 1000);
}

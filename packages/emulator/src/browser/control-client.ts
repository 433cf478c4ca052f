// The control API, as the control page calls it.

/** What the page shows of a token. */
export interface ShownToken {
  id: string;
  kind: 'service' | 'participant';
  status: 'usable' | 'expired' | 'revoked';
  participantIdentifier: string | null;
  participantName: string | null;
  scope: string;
  issuedAt: number;
  expiresAt: number;
  revokedAt: number | null;
  calls: number;
  lastOrigin: string | null;
  uses: readonly TokenUse[];
}

/** A call that presented a token. */
export interface TokenUse {
  at: number;
  method: string;
  path: string;
  status: number;
  reason: string | null;
}

/** What the page shows of a participant. */
export interface ShownParticipant {
  participantIdentifier: string;
  accounts: { id: number; provider: string; status: string }[];
  providers: { id: number; name: string }[];
  sources: readonly string[];
  days: { date: string; isToday: boolean; told: { label: string; value: string }[][] }[];
  readings: { id: string; source: string; type: string; value: string; date: string }[];
}

/** What the page shows of a fault: the fields of all kinds, of which each kind has its own. */
export interface ShownFault {
  id: string;
  effect: 'delay' | 'answer' | 'html' | 'empty' | 'truncate' | 'hang' | 'drop' | 'lifetime';
  endpoint: string;
  remainingCalls: number | null;
  latencySeconds?: number;
  status?: number;
  retryAfter?: number | string;
  error?: string;
  tokenLifetimeSeconds?: number;
}

/** What the page shows of a call. */
export interface ShownRequest {
  id: number;
  at: number;
  method: string;
  path: string;
  status: number;
  reason: string | null;
  durationMs: number;
  tokenId: string | null;
  faultId: string | null;
}

/** The answer of `GET state`; instants are epoch milliseconds. */
export interface State {
  url: string;
  projectId: string;
  serviceAccount: string;
  now: number;
  serverNow: number;
  endpoints: readonly string[];
  settings: {
    tokenLifetimeSeconds: number;
    clockOffsetSeconds: number;
    advancedSeconds: number;
    rateLimit: { limit: number; windowSeconds: number } | null;
  };
  faults: readonly ShownFault[];
  tokens: readonly ShownToken[];
  tokensIssued: number;
  tokensUsable: number;
  participants: { participantIdentifier: string; name: string }[];
  requests: readonly ShownRequest[];
  requestsPerSecond: readonly number[];
}

/** Calls the control API. Rejects with the sentence that the emulator answered. */
export async function callControl<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`/__emulator__/${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer: unknown = text === '' ? null : JSON.parse(text);
  if (!response.ok) throw new Error(messageOf(answer) ?? `The emulator answered ${response.status}.`);
  return answer as Answer;
}

function messageOf(answer: unknown): string | null {
  return typeof answer === 'object' && answer !== null && 'message' in answer ? String(answer.message) : null;
}

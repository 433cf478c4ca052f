// Whose a token is: MyDataHelps, or an emulator, is asked with it.
import type { Exchange } from './exchange.js';
import { isRecord } from './exchange.js';
import type { Settings } from './options.js';
import type { Secrets } from './secrets.js';

/** What the participant API says about one token. */
export interface PersonAnswer {
  status: number;
  /** The token lacks the scope for this question, but is a participant's. */
  lacksScope: boolean;
  id: string | null;
  identifier: string | null;
}

export interface People {
  /** `null` where no base URL was given, or the API does not answer. */
  ask(token: string): Promise<PersonAnswer | null>;
  /** `null` where it is not known. */
  identifierOf(exchange: Exchange | null): Promise<string | null>;
  /** Whether two tokens are of one person, as far as it is known. */
  isSame(one: Exchange, another: Exchange): Promise<boolean>;
}

export function createPeople(
  { baseUrl, fetch: fetchOption, timeoutSeconds }: Settings,
  secrets: Secrets,
): People {
  const asked = new Map<string, Promise<PersonAnswer | null>>();

  async function request(token: string): Promise<PersonAnswer | null> {
    if (baseUrl === null) return null;
    try {
      const response = await (fetchOption ?? fetch)(new URL('api/v1/delegated/participant', baseUrl), {
        headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutSeconds * 1000),
      });
      const person: unknown = await response.json().catch(() => null);
      return toPerson(response, isRecord(person) ? person : {}, secrets);
    } catch {
      return null;
    }
  }

  function ask(token: string): Promise<PersonAnswer | null> {
    const answer = asked.get(token) ?? request(token);
    asked.set(token, answer);
    return answer;
  }

  const personOf = async (exchange: Exchange | null) =>
    exchange?.token == null ? null : await ask(exchange.token);

  return {
    ask,
    identifierOf: async (exchange) => (await personOf(exchange))?.identifier ?? null,
    async isSame(one, another) {
      const [first, second] = [await personOf(one), await personOf(another)];
      return first?.id == null || second?.id == null || first.id === second.id;
    },
  };
}

function toPerson(response: Response, person: Record<string, unknown>, secrets: Secrets): PersonAnswer {
  const text = (name: string): string | null => {
    const value = person[name];
    if (typeof value !== 'string' || value === '') return null;
    secrets.add(value, 'a-participant');
    return value;
  };
  return {
    status: response.status,
    lacksScope: /insufficient_scope/.test(response.headers.get('www-authenticate') ?? ''),
    id: text('participantID'),
    identifier: text('participantIdentifier'),
  };
}

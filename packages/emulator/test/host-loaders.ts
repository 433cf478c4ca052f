// What a host page concludes from the answers: loaders of one's own, with the rules of the vendor's UI library.
import type { Emulator } from '../src/index.js';

export interface Point {
  id: string;
  type: string;
  value: string;
  identifier?: string;
  startDate?: string;
  observationDate?: string;
  modifiedDate: string;
  properties?: Record<string, string>;
}

/** Values by local date. */
export type ByDay = Record<string, number>;

/** A page of one participant. */
export interface HostPage {
  ask<Answer>(path: string): Promise<Answer>;
  send(method: string, path: string, body: unknown): Promise<Response>;
  points(namespace: string, types?: readonly string[]): Promise<Point[]>;
  pointsV2(namespace: string, type: string, observedAfter?: string): Promise<Point[]>;
  aggregates(namespace: string, type: string, name: string, interval?: string): Promise<ByDay>;
  typesV2(): Promise<string[]>;
}

export function hostPage(emulator: Emulator, participantIdentifier = 'MDH-1001'): HostPage {
  const send: HostPage['send'] = (method, path, body) => {
    const { access_token } = emulator.issueToken(participantIdentifier);
    return emulator.fetch(new URL(`api/${path}`, emulator.url), {
      method,
      headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  };
  const ask: HostPage['ask'] = async <Answer>(path: string) => {
    const response = await send('GET', path, undefined);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return (await response.json()) as Answer;
  };
  const all = async (path: string): Promise<Point[]> => {
    const found: Point[] = [];
    let page = '';
    do {
      const answer = await ask<{ deviceDataPoints: Point[]; nextPageID?: string }>(`${path}${page}`);
      found.push(...answer.deviceDataPoints);
      page = answer.nextPageID === undefined ? '' : `&pageID=${answer.nextPageID}`;
    } while (page !== '');
    return found;
  };
  return {
    ask,
    send,
    points: (namespace, types = []) =>
      all(
        `v1/delegated/devicedata?namespace=${namespace}${types.length === 0 ? '' : `&type=${types.join(',')}`}`,
      ),
    pointsV2: (namespace, type, observedAfter = '2000-01-01') =>
      all(
        `v2/delegated/devicedata?namespace=${namespace}&type=${encodeURIComponent(type)}&observedAfter=${observedAfter}`,
      ),
    async aggregates(namespace, type, name, interval = 'Days') {
      const answer = await ask<{ intervals: { date: string; statistics: Record<string, number> }[] }>(
        `v2/delegated/devicedata/aggregate?namespace=${namespace}&type=${encodeURIComponent(type)}&intervalAmount=1&intervalType=${interval}&aggregateFunctions=${name}`,
      );
      return Object.fromEntries(
        answer.intervals.map(({ date, statistics }) => [date.slice(0, 10), statistics[name] ?? 0]),
      );
    },
    async typesV2() {
      const types = await ask<{ namespace: string; type: string; enabled: boolean }[]>(
        'v2/delegated/devicedata/allDataTypes',
      );
      return types.filter(({ enabled }) => enabled).map(({ namespace, type }) => `${namespace} ${type}`);
    },
  };
}

/** The local date that a text of the API names, its offset left out, so many hours on. */
function dateOf(text: string | undefined, hoursOn: number): string {
  const local = Date.parse(`${(text ?? '').slice(0, 19)}Z`);
  return new Date(local + hoursOn * 3_600_000).toISOString().slice(0, 10);
}

/** A daily value belongs to the day on which it starts. */
export function byStartDate(
  points: readonly Point[],
  valueOf = (point: Point) => Number(point.value),
): ByDay {
  return Object.fromEntries(points.map((point) => [dateOf(point.startDate, 0), valueOf(point)]));
}

/** A night of version 1 belongs to the day six hours after it was observed. */
export function nightsOf(points: readonly Point[]): ByDay {
  const nights: ByDay = {};
  for (const { observationDate, value } of points) {
    const date = dateOf(observationDate, 6);
    nights[date] = (nights[date] ?? 0) + Number(value);
  }
  return nights;
}

/** The minutes of stages of version 2, where a day lasts from six in the evening to six in the evening. */
export function stagesOf(points: readonly Point[], stages: readonly string[]): ByDay {
  const nights: ByDay = {};
  for (const { startDate = '', observationDate = '', value } of points) {
    if (!stages.includes(value)) continue;
    const date = dateOf(startDate, 6);
    const minutes = (Date.parse(observationDate) - Date.parse(startDate)) / 60_000;
    nights[date] = (nights[date] ?? 0) + minutes;
  }
  return nights;
}

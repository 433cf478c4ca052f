// The queries of the participant API over real HTTP: filters, lists, pages, scopes, and what a wrong query gets.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitList } from '../src/api/read-request.js';
import type { ControlState, Emulator, EmulatorOptions } from '../src/index.js';
import { listeningEmulator } from './listening-emulator.js';
import { get, getParticipantToken } from './token-client.js';

type Answer = Record<string, unknown> & { nextPageID?: string };

async function query(
  emulator: Emulator,
  path: string,
  token: string,
): Promise<{ status: number; body: Answer }> {
  const response = await get(emulator, `api/${path}`, token);
  const text = await response.text();
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Answer };
}

async function signedIn(
  options: EmulatorOptions = {},
): Promise<{ emulator: Emulator; ask: (path: string) => ReturnType<typeof query> }> {
  const emulator = await listeningEmulator(options);
  const { access_token: token } = emulator.issueToken('MDH-1001');
  return { emulator, ask: (path) => query(emulator, path, token) };
}

describe('a wrong query', () => {
  it.each([
    ['v1/delegated/surveytasks?limit=0', 'limit'],
    ['v1/delegated/surveytasks?limit=101', 'limit'],
    ['v1/delegated/surveytasks?status=complete,done', 'status.1'],
    ['v1/delegated/surveytasks?sortOrder=down', 'sortOrder'],
    ['v1/delegated/surveytasks?pageID=00000000-0000-4000-8000-000000000000', 'pageID'],
    ['v1/delegated/notifications?type=Letter', 'type'],
    ['v1/delegated/notifications?sentAfter=yesterday', 'sentAfter'],
    ['v1/delegated/devicedata', 'namespace'],
    ['v2/delegated/devicedata?namespace=Fitbit', 'type'],
    [
      'v2/delegated/devicedata/aggregate?namespace=Fitbit&type=Steps&intervalAmount=1&intervalType=Years&aggregateFunctions=sum',
      'intervalType',
    ],
    [
      'v2/delegated/devicedata/aggregate?namespace=Fitbit&type=Steps&intervalAmount=0&intervalType=Days&aggregateFunctions=sum',
      'intervalAmount',
    ],
    [
      'v2/delegated/devicedata/aggregate?namespace=Fitbit&type=Steps&intervalAmount=1&intervalType=Days&aggregateFunctions=median',
      'aggregateFunctions.0',
    ],
    ['v1/delegated/inbox?type=letter', 'type.0'],
    ['v1/delegated/externalaccountproviders?pageSize=1000', 'pageSize'],
    ['v1/delegated/files/download', 'key'],
  ])('%s gets 400 that names %s', async (path, field) => {
    const { ask } = await signedIn();
    const { status, body } = await ask(path);
    expect(status).toBe(400);
    expect(body).toEqual({
      message: 'The request is invalid.',
      modelState: { [field]: [expect.any(String)] },
    });
  });

  it.each([
    ['', /is required/],
    ['?namespace=Nike', /expected one of .*"Fitbit"/],
  ])('devicedata%s is told what the namespace must be', async (search, message) => {
    const { ask } = await signedIn();
    for (const version of ['v1', 'v2']) {
      const { body } = await ask(`${version}/delegated/devicedata${search}`);
      expect(body).toMatchObject({ modelState: { namespace: [expect.stringMatching(message)] } });
    }
  });

  it.each(['', '?key='])('files/download%s is told that the key is required', async (search) => {
    const { ask } = await signedIn();
    expect(await ask(`v1/delegated/files/download${search}`)).toMatchObject({
      body: { modelState: { key: ['the key is required'] } },
    });
  });

  it.each([
    'v1/delegated/inbox/00000000-0000-4000-8000-000000000000',
    'v1/delegated/devicedata/00000000-0000-4000-8000-000000000000',
    'v1/delegated/files/download?key=nothing',
    'v1/delegated/custom/constructor',
    'v1/delegated/nothing',
  ])('%s gets 404', async (path) => {
    const { ask } = await signedIn();
    expect(await ask(path)).toMatchObject({ status: 404, body: { message: expect.any(String) } });
  });
});

describe('a wrong body', () => {
  it.each<[string, string, unknown, number]>([
    ['PUT', 'participant', { demographics: { shoeSize: '42' } }, 400],
    ['PUT', 'participant', { customFields: { arm: 1 } }, 400],
    ['POST', 'devicedata', { type: 'Steps', value: '1' }, 400],
    ['POST', 'devicedata', [{ type: 'Steps', value: 1 }], 400],
    ['POST', 'devicedata', [{ type: 'Steps', value: '1', observationDate: 'today' }], 400],
    ['POST', 'customevents', { properties: {} }, 400],
    ['PUT', 'inbox/00000000-0000-4000-8000-000000000000/archive', {}, 400],
    [
      'POST',
      'externalaccountproviders/45417/connect?finalRedirectPath=javascript:alert(1)&verifierHash=x',
      {},
      400,
    ],
    ['POST', 'externalaccounts/refresh/99', {}, 404],
    ['DELETE', 'externalaccounts/delete/99', {}, 404],
    ['DELETE', 'surveyresults/00000000-0000-4000-8000-000000000000', {}, 404],
  ])('%s %s %j gets %d', async (method, path, body, status) => {
    const emulator = await listeningEmulator();
    const before = JSON.stringify(emulator.dataOf('MDH-1001'));
    const response = await fetch(new URL(`api/v1/delegated/${path}`, emulator.url), {
      method,
      headers: {
        authorization: `Bearer ${await getParticipantToken(emulator)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ message: expect.any(String) });
    expect(JSON.stringify(emulator.dataOf('MDH-1001'))).toBe(before);
  });

  it('gets 400 from a custom API when it is not JSON', async () => {
    const emulator = await listeningEmulator({ customApi: { echo: ({ body }) => body } });
    const authorization = `Bearer ${await getParticipantToken(emulator)}`;
    const post = (body: string): Promise<Response> =>
      fetch(new URL('api/v1/delegated/custom/echo', emulator.url), {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body,
      });
    expect((await post('{')).status).toBe(400);
    expect(await (await post('[1]')).json()).toEqual([1]);
    expect(await (await post('')).text()).toBe('');
  });

  it('gets 500 with the reason from a custom API that throws, readable for a page', async () => {
    const emulator = await listeningEmulator({
      customApi: {
        broken: () => {
          throw new Error('no such column');
        },
      },
    });
    const response = await get(
      emulator,
      'api/v1/delegated/custom/broken',
      await getParticipantToken(emulator),
    );
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([500, '*']);
    expect(await response.json()).toEqual({
      message: 'The handler of this custom API threw.',
      exceptionMessage: 'no such column',
    });
    const state = await emulator.fetch(`${emulator.url}__emulator__/state`);
    expect(((await state.json()) as ControlState).requests[0]).toMatchObject({ status: 500 });
  });

  it('gets 415 without a JSON content type, 400 when it is not JSON', async () => {
    const emulator = await listeningEmulator();
    const authorization = `Bearer ${await getParticipantToken(emulator)}`;
    const url = new URL('api/v1/delegated/customevents', emulator.url);
    const plain = await fetch(url, { method: 'POST', headers: { authorization }, body: '{}' });
    const broken = await fetch(url, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: '{',
    });
    expect([plain.status, broken.status]).toEqual([415, 400]);
  });
});

describe('lists', () => {
  it('are split as the SDK joins them, whatever is in them', () => {
    const join = (list: readonly string[]): string =>
      list.map((text) => text.replaceAll('\\', '\\\\').replaceAll(',', String.raw`\,`)).join(',');
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom(',', '\\', 'a', 'ü', '\n', ' ') }), { minLength: 1 }),
        (list) => {
          expect(splitList(join(list))).toEqual(list);
        },
      ),
    );
  });

  it('find names with commas and backslashes in them', async () => {
    const { emulator, ask } = await signedIn();
    const [task] = emulator.dataOf('MDH-1001').surveys.tasks;
    if (task !== undefined) task.surveyName = String.raw`Pain, left\right`;
    const { body } = await ask(
      `v1/delegated/surveytasks?surveyName=${encodeURIComponent(String.raw`Pain\, left\\right,Other`)}`,
    );
    expect(body['surveyTasks']).toEqual([task]);
  });
});

describe('pages', () => {
  it('neither lose nor repeat a task when one is added meanwhile', async () => {
    const { emulator, ask } = await signedIn();
    const { tasks } = emulator.dataOf('MDH-1001').surveys;
    const before = tasks.map(({ id }) => id);
    const seen: string[] = [];
    let path = 'v1/delegated/surveytasks?limit=6';
    for (;;) {
      const { body } = await ask(path);
      seen.push(...(body['surveyTasks'] as { id: string }[]).map(({ id }) => id));
      if (body.nextPageID === undefined) break;
      tasks.push({ ...tasks[0]!, id: `new-${seen.length}`, insertedDate: '2999-01-01T00:00:00+00:00' });
      path = `v1/delegated/surveytasks?limit=6&pageID=${body.nextPageID}`;
    }
    expect(seen.toSorted()).toEqual(before.toSorted());
  });
});

describe('an order', () => {
  it.each([
    ['descending', ['march', 'february', 'january', 'never']],
    ['ascending', ['never', 'january', 'february', 'march']],
  ])('of %s due dates takes items without one as the oldest', async (sortOrder, expected) => {
    const { emulator, ask } = await signedIn();
    const { inbox } = emulator.dataOf('MDH-1001');
    const { dueDate: _dueDate, ...survey } = inbox.find((item) => item.type === 'survey')!;
    inbox.splice(
      0,
      inbox.length,
      { ...survey, id: 'january', dueDate: '2026-01-01T00:00:00Z' },
      { ...survey, id: 'never' },
      { ...survey, id: 'march', dueDate: '2026-03-01T00:00:00Z' },
      { ...survey, id: 'february', dueDate: '2026-02-01T00:00:00Z' },
    );
    const { body } = await ask(`v1/delegated/inbox?sortColumn=dueDate&sortOrder=${sortOrder}`);
    expect((body['items'] as { id: string }[]).map(({ id }) => id)).toEqual(expected);
  });
});

describe('filters', () => {
  it('cut by date, in version 1 and 2 alike', async () => {
    const { emulator, ask } = await signedIn();
    const day = emulator.dataOf('MDH-1001').days.at(-10);
    const range = `observedAfter=${new Date((day?.startsAt ?? 0) + 1).toISOString()}&observedBefore=${new Date((day?.startsAt ?? 0) + 86_400_001).toISOString()}`;
    const one = await ask(`v1/delegated/devicedata?namespace=AppleHealth&type=HourlySteps&${range}`);
    const two = await ask(`v2/delegated/devicedata?namespace=AppleHealth&type=Hourly%20Steps&${range}`);
    const sum = (points: unknown): number =>
      (points as { value: string }[]).reduce((total, { value }) => total + Number(value), 0);
    expect(sum(one.body['deviceDataPoints'])).toBe(day?.steps);
    expect(sum(two.body['deviceDataPoints'])).toBe(day?.steps);
  });

  it('look into dataSource and properties', async () => {
    const { ask } = await signedIn();
    const of = async (filter: string): Promise<unknown> =>
      (await ask(`v2/delegated/devicedata?namespace=Fitbit&type=sleep&limit=1&${filter}`)).body[
        'deviceDataPoints'
      ];
    expect(await of('dataSource.sourceName=Fitbit&properties.recordingMethod=automatic')).toHaveLength(1);
    expect(await of('dataSource.sourceName=Other')).toEqual([]);
    expect(await of('properties.unknown=1')).toEqual([]);
  });

  it('aggregate what the points say', async () => {
    const { emulator, ask } = await signedIn({ now: () => Date.UTC(2026, 10, 24, 15, 30) });
    const aggregate = async (
      type: string,
      amount = 1,
    ): Promise<{ date: string; statistics: Record<string, number> }[]> =>
      (
        await ask(
          `v2/delegated/devicedata/aggregate?namespace=AppleHealth&type=Hourly%20Steps&intervalAmount=${amount}&intervalType=${type}&aggregateFunctions=sum,avg,count,min,max`,
        )
      ).body['intervals'] as never;
    const { days } = emulator.dataOf('MDH-1001');
    const daily = await aggregate('Days');
    expect(daily.map(({ statistics }) => statistics['sum'])).toEqual(
      days.map(({ steps }) => steps).toReversed(),
    );
    expect(daily[0]?.date.slice(0, 10)).toBe(days.at(-1)?.date);
    const yesterday = days.at(-2);
    const hours = yesterday?.stepsByHour.map(({ steps }) => steps) ?? [];
    expect(daily[1]?.statistics).toEqual({
      sum: yesterday?.steps,
      avg: (yesterday?.steps ?? 0) / 24,
      count: 24,
      min: Math.min(...hours),
      max: Math.max(...hours),
    });
    const total = days.reduce((sum, { steps }) => sum + steps, 0);
    for (const type of ['Hours', 'Weeks', 'Months']) {
      const intervals = await aggregate(type, 3);
      const counted =
        type === 'Hours'
          ? intervals.length
          : intervals.reduce((sum, { statistics }) => sum + (statistics['sum'] ?? 0), 0);
      expect(counted).toBe(type === 'Hours' ? 100 : total);
    }
  });

  it('sum up each night', async () => {
    const { emulator, ask } = await signedIn({ now: () => Date.UTC(2026, 10, 24, 15, 30) });
    const { body } = await ask(
      'v2/delegated/devicedata/aggregate/dailysleep?namespace=Fitbit&type=sleep&limit=4',
    );
    const day = emulator.dataOf('MDH-1001').days.at(-1);
    const minutes = Object.fromEntries(
      (body['sleepStageSummaries'] as { value: string; duration: string; date: string }[]).map(
        ({ value, duration, date }) => {
          const [hours = 0, rest = 0] = duration.split(':').map(Number);
          expect(date.slice(0, 10)).toBe(day?.date);
          return [value, hours * 60 + rest];
        },
      ),
    );
    const { awake: wake, ...asleep } = day!.sleepMinutes!;
    expect(minutes).toEqual({ ...asleep, wake });
  });
});

describe('scopes', () => {
  it.each([
    ['Participant:read', 'GET', 'participant'],
    ['Project:read', 'GET', 'project'],
    ['SurveyTasks:read', 'GET', 'surveytasks'],
    ['SurveyAnswers:read', 'GET', 'surveyanswers'],
    ['Notifications:read', 'GET', 'notifications'],
    ['DataCollectionSettings:read', 'GET', 'datacollectionsettings'],
    ['ExternalAccounts:read', 'GET', 'externalaccounts'],
    [
      'ExternalAccounts:connect',
      'POST',
      `externalaccountproviders/45417/connect?finalRedirectPath=http://localhost/&verifierHash=${'a'.repeat(43)}`,
    ],
  ])('%s opens %s %s, and others do not', async (scope, method, path) => {
    const emulator = await listeningEmulator();
    const status = async (granted: string): Promise<number> => {
      const authorization = `Bearer ${await getParticipantToken(emulator, { scope: granted })}`;
      return (
        await fetch(new URL(`api/v1/delegated/${path}`, emulator.url), { method, headers: { authorization } })
      ).status;
    };
    expect([await status(scope), await status('api'), await status('DeviceData:read')]).toEqual([
      200, 200, 403,
    ]);
  });

  it.each(['inbox', 'files', 'surveyresults', 'dataavailability', 'devicedata?namespace=Fitbit'])(
    'have no verified name for %s, which any token opens',
    async (path) => {
      const emulator = await listeningEmulator();
      const token = await getParticipantToken(emulator, { scope: 'Anything:read' });
      expect((await get(emulator, `api/v1/delegated/${path}`, token)).status).toBe(200);
    },
  );
});

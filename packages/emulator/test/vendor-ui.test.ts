// What the screens of the vendor's UI library conclude from the answers: the same as the participant's days say.
import { beforeEach, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../src/index.js';
import { byStartDate, hostPage, nightsOf, stagesOf, type ByDay, type HostPage } from './host-loaders.js';

let now: number;
let emulator: Emulator;
let page: HostPage;

beforeEach(() => {
  now = Date.UTC(2026, 10, 24, 15, 30);
  emulator = createEmulator({ now: () => now });
  page = hostPage(emulator);
});

/** What the days themselves say. */
function days(valueOf: (day: ReturnType<Emulator['dataOf']>['days'][number]) => number | null): ByDay {
  return Object.fromEntries(
    emulator.dataOf('MDH-1001').days.flatMap((day) => {
      const value = valueOf(day);
      return value === null ? [] : [[day.date, value]];
    }),
  );
}

const steps = (): ByDay => days((day) => day.steps);
const asleep = (): ByDay =>
  days(({ sleepMinutes: night }) => (night === null ? null : night.deep + night.light + night.rem));
const providerIds = {
  Fitbit: 564,
  Garmin: 6327,
  Dexcom: 5691,
  Omron: 1466,
  Oura: 45_417,
  'Google Health': 49_369,
};

describe('providers', () => {
  it.each(Object.entries(providerIds))(
    '%s is found by the ID that its container asks for',
    async (name, id) => {
      const query = `finalRedirectPath=http://localhost/&verifierHash=${'a'.repeat(43)}`;
      const path = `v1/delegated/externalaccountproviders/${id}/connect?${query}`;
      const begun = await page.send('POST', path, undefined);
      const provider = await emulator.fetch(`${(await begun.json()) as string}/provider`);
      expect(await provider.json()).toMatchObject({ name });
    },
  );

  it('shows a connected Fitbit as connected', async () => {
    const accounts = await page.ask<{ provider: { id: number } }[]>('v1/delegated/externalaccounts');
    expect(accounts.map(({ provider }) => provider.id)).toContain(providerIds.Fitbit);
  });

  it('have logos that name them, since a list shows nothing else', async () => {
    const { externalAccountProviders } = await page.ask<{
      externalAccountProviders: { name: string; logoUrl: string }[];
    }>('v1/delegated/externalaccountproviders');
    for (const { name, logoUrl } of externalAccountProviders) {
      expect(logoUrl).toMatch(/^data:image\/svg\+xml,/);
      expect(decodeURIComponent(logoUrl)).toContain(`>${name}</text>`);
    }
  });
});

describe('nights', () => {
  it('are on the day of their morning, in version 1', async () => {
    const points = await page.points('Fitbit', ['SleepLevelRem', 'SleepLevelLight', 'SleepLevelDeep']);
    expect(nightsOf(points)).toEqual(asleep());
  });

  it.each([
    ['Fitbit', 'sleep', ['light', 'rem', 'deep']],
    ['AppleHealth', 'Sleep Analysis', ['AsleepCore', 'AsleepREM', 'AsleepDeep', 'Asleep']],
    ['HealthConnect', 'sleep', ['STAGE_TYPE_LIGHT', 'STAGE_TYPE_REM', 'STAGE_TYPE_DEEP']],
  ])('of %s have its own words for the stages, in version 2', async (namespace, type, stages) => {
    expect(await page.typesV2()).toContain(`${namespace} ${type}`);
    expect(stagesOf(await page.pointsV2(namespace, type), stages)).toEqual(asleep());
  });

  it('of Garmin tell their stages in seconds', async () => {
    emulator = createEmulator({ now: () => now });
    connect('Garmin');
    page = hostPage(emulator);
    const points = await page.points('Garmin', ['Sleep']);
    const minutes = points.map((point) => ({
      ...point,
      value: String(Number(point.properties?.['DurationInSeconds']) / 60),
    }));
    expect(nightsOf(minutes)).toEqual(asleep());
  });
});

/** Connects as the control page does. */
function connect(provider: string): void {
  const data = emulator.dataOf('MDH-1001');
  const [account] = data.externalAccounts;
  if (account === undefined) throw new Error('there is no account to copy');
  const id = providerIds[provider as keyof typeof providerIds];
  data.externalAccounts.push({ ...account, id: 99, provider: { ...account.provider, id, name: provider } });
}

describe('steps and heart rates', () => {
  it('of every source are those of the days, today so far included', async () => {
    expect(byStartDate(await page.points('Fitbit', ['Steps']))).toEqual(steps());
    expect(await page.aggregates('AppleHealth', 'Hourly Steps', 'sum')).toEqual(steps());
    expect(byStartDate(await page.pointsV2('HealthConnect', 'steps-daily'))).toEqual(steps());
    expect(await page.aggregates('Fitbit', 'activities-steps-intraday', 'sum')).toEqual(steps());
    connect('Garmin');
    const garmin = await page.points('Garmin', ['Daily']);
    expect(byStartDate(garmin, (point) => Number(point.properties?.['Steps']))).toEqual(steps());
    expect(Object.keys(steps())).toHaveLength(91);
    expect(steps()['2026-11-24']).toBeGreaterThan(0);
  });

  it.each([
    ['Fitbit', 'activities-heart-intraday'],
    ['AppleHealth', 'Heart Rate'],
    ['HealthConnect', 'heart-rate'],
  ])('of %s are there through the day, up to now', async (namespace, type) => {
    expect(await page.typesV2()).toContain(`${namespace} ${type}`);
    const points = await page.pointsV2(namespace, type, '2026-11-23T00:00:00Z');
    const today = points.filter(({ observationDate }) => observationDate?.startsWith('2026-11-24'));
    expect(today.length).toBeGreaterThan(20);
    expect(Math.max(...points.map((point) => Date.parse(point.observationDate ?? '')))).toBeLessThanOrEqual(
      now,
    );
    for (const { value } of today) expect(Number(value)).toBeGreaterThan(40);
  });

  it('at rest are the same in every source', async () => {
    const resting = days((day) => day.restingHeartRate);
    expect(byStartDate(await page.points('Fitbit', ['RestingHeartRate']))).toEqual(resting);
    expect(await page.aggregates('AppleHealth', 'Resting Heart Rate', 'avg')).toEqual(resting);
    expect(await page.aggregates('HealthConnect', 'resting-heart-rate', 'avg')).toEqual(resting);
  });

  it('grow while the day goes on, and a new day begins', async () => {
    const today = async (): Promise<number> =>
      byStartDate(await page.points('Fitbit', ['Steps']))['2026-11-24'] ?? 0;
    const before = await today();
    now += 3 * 3_600_000;
    expect(await today()).toBeGreaterThan(before);
    emulator.advance(86_400);
    const grown = byStartDate(await page.points('Fitbit', ['Steps']));
    expect(grown['2026-11-25']).toBeGreaterThan(0);
    expect(grown).toEqual(steps());
  });
});

describe('blood pressure, glucose, air and devices', () => {
  it.each([
    ['AppleHealth', 'BloodPressureSystolic', 'BloodPressureDiastolic'],
    ['Omron', 'BloodPressureSystolic', 'BloodPressureDiastolic'],
  ])('pair up by their time, from %s', async (namespace, upper, lower) => {
    if (namespace === 'Omron') connect('Omron');
    const points = await page.points(namespace, [upper, lower]);
    const pairs = new Map<string, Record<string, number>>();
    for (const { observationDate = '', type, value } of points) {
      pairs.set(observationDate, { ...pairs.get(observationDate), [type]: Number(value) });
    }
    expect(pairs.size).toBeGreaterThan(150);
    for (const pair of pairs.values()) expect(pair[upper]).toBeGreaterThan(pair[lower] ?? Number.NaN);
  });

  it('is the same glucose in mg/dL and in mmol/L', async () => {
    const milligrams = await page.aggregates('AppleHealth', 'Blood Glucose', 'avg');
    const millimoles = await page.aggregates('HealthConnect', 'blood-glucose', 'avg');
    expect(Object.keys(milligrams).length).toBeGreaterThan(85);
    for (const [date, value] of Object.entries(milligrams)) {
      expect((millimoles[date] ?? 0) * 18).toBeCloseTo(value, -1);
    }
  });

  it.each(['AirQuality', 'HomeAirQuality', 'WorkAirQuality'])('has %s of each day', async (type) => {
    expect((await page.points('AirNowApi', [type])).length).toBeGreaterThan(85);
  });

  it('names the Fitbit that was last seen', async () => {
    const points = await page.points('Fitbit', ['Device']);
    expect(points).toMatchObject([{ value: 'Charge 6', properties: { Type: 'TRACKER', Battery: 'High' } }]);
  });
});

describe('what an app persists', () => {
  const persist = (point: object): Promise<Response> =>
    page.send('POST', 'v1/delegated/devicedata', [{ type: 'Stress', value: '0', ...point }]);
  const stored = async (): Promise<string[]> =>
    (await page.points('Project', ['Stress'])).map(({ value }) => value);

  it('replaces what has the same type and dates, so that the last entry is what a reload shows', async () => {
    await persist({ observationDate: '2026-11-24T08:00:00-05:00', value: '5' });
    await persist({ observationDate: '2026-11-24T13:00:00Z', value: '2' });
    expect(await stored()).toEqual(['2']);
  });

  it('is another point on another date, with the same identifier', async () => {
    await persist({ identifier: 'meal', observationDate: '2026-11-23', value: 'soup' });
    await persist({ identifier: 'meal', observationDate: '2026-11-24', value: 'bread' });
    await persist({ identifier: 'meal', observationDate: '2026-11-24', value: 'rice' });
    expect(await stored()).toEqual(['rice', 'soup']);
  });

  it.each([
    ['another identifier', { identifier: 'b' }],
    ['no identifier', { identifier: undefined }],
    ['another start', { startDate: '2026-11-24T07:00:00Z' }],
  ])('is another point with %s', async (_name, change) => {
    const point = { identifier: 'a', startDate: '2026-11-24T06:00:00Z', observationDate: '2026-11-24' };
    await persist({ ...point, value: '1' });
    await persist({ ...point, ...change, value: '2' });
    expect(await stored()).toEqual(['2', '1']);
  });

  it('keeps the day on which it was entered, in the participant’s own time', async () => {
    await persist({ observationDate: '2026-11-24T23:30:00-05:00' });
    const [point] = await page.points('Project', ['Stress']);
    expect(point?.observationDate).toBe('2026-11-24T23:30:00-05:00');
  });
});

describe('a parameter that is the text undefined', () => {
  it.each([
    'v1/delegated/devicedata?namespace=Project&type=X&pageID=undefined',
    'v1/delegated/devicedata?namespace=Fitbit&type=undefined&observedAfter=undefined&limit=undefined',
    'v1/delegated/surveytasks?limit=undefined&status=undefined&sortOrder=undefined',
    'v1/delegated/notifications?type=undefined&sentAfter=undefined',
    'v1/delegated/inbox?status=undefined&pageID=undefined',
    'v1/delegated/externalaccountproviders?search=undefined&pageSize=undefined',
    'v1/delegated/fitbit/dailySummaries?pageSize=undefined&startDate=undefined',
    'v2/delegated/devicedata?namespace=Fitbit&type=sleep&dataSource.x=undefined&anchor=undefined',
    'v2/delegated/devicedata/allDataTypes?enabled=undefined&namespace=undefined',
  ])('is absent: %s', async (path) => {
    const without = path.replaceAll(/[?&][\w.]+=undefined/g, (text) => (text.startsWith('?') ? '?' : ''));
    expect(await page.ask(path)).toEqual(await page.ask(without.replace('?&', '?')));
  });

  it('is absent for a custom API, too', async () => {
    emulator = createEmulator({ customApi: { echo: ({ query }) => query } });
    expect(await hostPage(emulator).ask('v1/delegated/custom/echo?a=1&b=undefined')).toEqual({ a: '1' });
  });
});

describe('what the project collects', () => {
  const settings = () =>
    page.ask<Record<string, unknown> & { queryableDeviceDataTypes: { namespace: string }[] }>(
      'v1/delegated/datacollectionsettings',
    );

  it('is an option, and can be changed while it runs', async () => {
    emulator = createEmulator({
      dataCollectionSettings: { dexcomEnabled: true, appleHealthEnabled: false },
      dataAvailability: { appleHealthRecords: true },
    });
    page = hostPage(emulator);
    expect(await settings()).toMatchObject({
      dexcomEnabled: true,
      appleHealthEnabled: false,
      fitbitEnabled: true,
    });
    expect(await page.ask('v1/delegated/dataavailability')).toEqual({
      appleHealthRecords: true,
      healthConnectPhr: false,
    });
    emulator.dataCollectionSettings = { ouraEnabled: true };
    emulator.dataAvailability = { healthConnectPhr: true };
    expect(await settings()).toMatchObject({ dexcomEnabled: true, ouraEnabled: true });
    expect(await page.ask('v1/delegated/dataavailability')).toEqual({
      appleHealthRecords: true,
      healthConnectPhr: true,
    });
  });

  it('decides of which sources there are types and data', async () => {
    emulator.dataCollectionSettings = { appleHealthEnabled: false };
    const { queryableDeviceDataTypes } = await settings();
    expect(queryableDeviceDataTypes.map(({ namespace }) => namespace)).not.toContain('AppleHealth');
    expect((await page.typesV2()).join(' ')).not.toContain('AppleHealth');
    expect(await page.points('AppleHealth')).toEqual([]);
    expect(await page.pointsV2('AppleHealth', 'Hourly Steps')).toEqual([]);
  });

  it('has data of an account while it is connected', async () => {
    emulator.dataOf('MDH-1001').externalAccounts = [];
    expect(await page.points('Fitbit')).toEqual([]);
    connectAgain();
    expect((await page.points('Fitbit', ['Steps'])).length).toBe(91);
  });

  function connectAgain(): void {
    const [account] = emulator.dataOf('MDH-1002').externalAccounts;
    if (account !== undefined) emulator.dataOf('MDH-1001').externalAccounts = [account];
  }

  it.each([
    [{ fitbit: true }, /dataCollectionSettings.fitbit is unknown/],
    [{ fitbitEnabled: 'yes' }, /dataCollectionSettings.fitbitEnabled must be true or false/],
  ])('refuses %j', (changes, message) => {
    expect(() => (emulator.dataCollectionSettings = changes as never)).toThrow(message);
    expect(() => createEmulator({ dataCollectionSettings: changes as never })).toThrow(message);
  });
});

describe('health records', () => {
  const custom = <Answer>(name: string): Promise<Answer> =>
    page.ask<Answer>(`v1/delegated/custom/HealthAndWellnessApi.${name}`);

  it.each<[string, string, object]>([
    ['Allergies', '', { Substance: expect.any(String), Reactions: expect.any(Array) }],
    ['Conditions', '', { DisplayName: expect.any(String) }],
    ['Medications', '', { DisplayName: expect.any(String) }],
    [
      'TermInformation',
      '?TermCode=4548-4',
      { Title: 'Hemoglobin A1c', Link: expect.any(String), Summary: expect.any(String) },
    ],
  ])('has %s in the form of its container', async (name, query, form) => {
    const list = await custom<object[]>(`${name}${query}`);
    expect(list.length).toBeGreaterThan(0);
    for (const entry of list) expect(entry).toMatchObject(form);
  });

  it('has laboratory results, a preview of each section, news and reports', async () => {
    expect(await custom('LabResults')).toMatchObject({
      RecentLabs: { TotalLabReports: 1 },
      ImportantLabs: [expect.arrayContaining([expect.objectContaining({ Type: 'Creatinine' })])],
    });
    expect(await custom('LabResultsBloodType')).toMatchObject({
      BloodTypeLabs: [{ MostRecentValue: expect.stringMatching(/Positive|Negative/) }],
    });
    for (const view of ['Medications', 'Immunizations', 'Reports', 'Allergies', 'Conditions', 'Procedures']) {
      const preview = await custom<{ PreviewValues: string[]; Count: number }>(
        `PatientEventsPreview?View=${view}`,
      );
      expect(preview.Count).toBeGreaterThan(0);
      expect(preview.PreviewValues.length).toBeGreaterThan(0);
    }
    for (const feed of ['Immunizations', 'LabReports', 'Procedures', 'Reports']) {
      const { Events } = await custom<{ Events: object[] }>(`NewsFeed?Feed=${feed}`);
      expect(Events[0]).toMatchObject({
        ID: expect.any(String),
        Date: expect.any(String),
        Event: expect.anything(),
      });
    }
    expect(await custom('DownloadReport?ReportID=report-0')).toMatchObject({ ContentType: 'text/html' });
  });

  it('are made up for each participant, and the same each time', async () => {
    const of = (identifier: string) =>
      hostPage(emulator, identifier).ask('v1/delegated/custom/HealthAndWellnessApi.Medications');
    expect(await of('MDH-1001')).toEqual(await of('MDH-1001'));
    const all = await Promise.all(
      emulator.participants.map(({ participantIdentifier }) => of(participantIdentifier)),
    );
    expect(new Set(all.map((list) => JSON.stringify(list))).size).toBeGreaterThan(2);
  });

  it('give way to the project’s own, and can be left out', async () => {
    const customApi = { 'HealthAndWellnessApi.Medications': () => [] };
    page = hostPage(createEmulator({ customApi }));
    expect(await custom('Medications')).toEqual([]);
    page = hostPage(createEmulator({ healthRecords: false }));
    await expect(custom('Allergies')).rejects.toThrow('404');
  });
});

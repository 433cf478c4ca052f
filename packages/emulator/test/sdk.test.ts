// Every method of the real SDK that talks to the API, called in Chromium: its answer has the type that the SDK declares,
// and means what the participant's data say.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { createEmulator, type Emulator } from '../src/index.js';
import { findViolations } from './find-violations.js';
import { startSdkHost, type SdkHost } from './sdk-host.js';
import { createAnswerCheck, sdkFolder, type AnswerCheck } from './sdk-schemas.js';

let emulator: Emulator;
let host: SdkHost;
let page: Page;
let check: AnswerCheck;

beforeAll(async () => {
  emulator = createEmulator({
    customApi: {
      dosage: ({ method, query, body, participant }) => ({
        method,
        query,
        body,
        who: participant.participantIdentifier,
      }),
    },
  });
  await emulator.listen();
  host = await startSdkHost();
  page = await host.open(emulator);
  check = createAnswerCheck();
}, 60_000);

afterAll(async () => {
  await host.close();
  await emulator.close();
});

/** Calls a method of the SDK in the page. */
async function call<T = never>(method: string, ...args: unknown[]): Promise<T> {
  return (await page.evaluate(
    ([name, values]) => {
      const { MyDataHelps } = window as unknown as {
        MyDataHelps: Record<string, (...list: unknown[]) => unknown>;
      };
      return MyDataHelps[name]?.(...values);
    },
    [method, args] as const,
  )) as T;
}

const called = new Set<string>();

type Answer = Record<string, unknown>;

/** A method, its arguments, the type of its answer, and what else is true: what the answer means. */
interface Row {
  method: string;
  args?: readonly unknown[] | (() => readonly unknown[]);
  type: string;
  means?: (answer: never) => unknown;
}

const data = () => emulator.dataOf('MDH-1001');
const count = (name: string) => (answer: Answer) => (answer[name] as unknown[]).length;
const newItem = (): string | undefined => data().inbox.find((item) => item.isNew)?.id;
let read: string | undefined;

const bloodPressure = {
  type: 'BloodPressure',
  identifier: 'bp-1',
  value: '121',
  properties: { arm: 'left' },
  observationDate: '2026-11-20T08:00:00Z',
};
const persisted = (): string | undefined =>
  data().deviceData.find(({ type }) => type === bloodPressure.type)?.id;

/** In the order in which they are called: later rows find what earlier ones wrote. */
const rows: readonly Row[] = [
  {
    method: 'getParticipantInfo',
    type: 'ParticipantInfo',
    means: ({ participantIdentifier }: Answer) => expect(participantIdentifier).toBe('MDH-1001'),
  },
  {
    method: 'persistParticipantInfo',
    args: [{ city: 'Lansing' }, { arm: 'C' }],
    type: 'ParticipantInfo',
    means(answer: Answer) {
      expect(answer).toMatchObject({ demographics: { city: 'Lansing' }, customFields: { arm: 'C' } });
      expect(emulator.participants[0]?.demographics['city']).toBe('Lansing');
    },
  },
  {
    method: 'getProjectInfo',
    type: 'ProjectInfo',
    means: ({ id }: Answer) => expect(id).toBe(emulator.projectId),
  },
  {
    method: 'getDataCollectionSettings',
    type: 'DataCollectionSettings',
    means: (answer: Answer) => expect(answer).toMatchObject(emulator.dataCollectionSettings),
  },
  {
    method: 'getDataAvailability',
    type: 'DataAvailability',
    means: (answer: Answer) => expect(answer).toEqual(emulator.dataAvailability),
  },
  {
    method: 'querySurveyTasks',
    args: [{ status: ['complete', 'closed'], surveyName: ['Daily Check-in'] }],
    type: 'SurveyTasksPage',
    means: (answer: Answer) => expect(count('surveyTasks')(answer)).toBeGreaterThan(5),
  },
  {
    method: 'querySurveyAnswers',
    args: [{ surveyName: 'Baseline', resultIdentifier: ['smoking'] }],
    type: 'SurveyAnswersPage',
    means: (answer: Answer) => expect(count('surveyAnswers')(answer)).toBe(1),
  },
  {
    method: 'querySurveyResults',
    args: [{ before: '2999-01-01' }],
    type: 'SurveyResultsPage',
    means: (answer: Answer) => expect(count('surveyResults')(answer)).toBe(data().surveys.results.length),
  },
  {
    method: 'deleteSurveyResult',
    args: () => [data().surveys.results[0]?.id],
    type: 'void',
    means: () =>
      expect(data().surveys.answers.filter(({ surveyName }) => surveyName === 'Baseline')).toEqual([]),
  },
  {
    method: 'queryNotifications',
    args: [{ type: 'Email', statusCode: 'Succeeded', sentAfter: '2000-01-01' }],
    type: 'NotificationsPage',
    means: (answer: Answer) => expect(count('notifications')(answer)).toBeGreaterThan(0),
  },
  {
    method: 'queryInboxItems',
    args: [{ type: ['message', 'resource'], status: undefined }],
    type: 'InboxItemsPage',
    means: (answer: Answer) => expect(count('items')(answer)).toBe(3),
  },
  {
    method: 'getInboxItem',
    args: () => [(read = newItem())],
    type: 'InboxItem',
    means: ({ id, isNew }: Answer) => expect([id, isNew]).toEqual([read, true]),
  },
  {
    method: 'updateInboxItem',
    args: () => [read, 'markRead'],
    type: 'InboxItemUpdateResult',
    means: ({ status }: Answer) => expect(status).toBe('success'),
  },
  {
    method: 'updateInboxItem',
    args: () => [read, 'markRead'],
    type: 'InboxItemUpdateResult',
    means: ({ status }: Answer) => expect(status).toBe('noChange'),
  },
  {
    method: 'queryDeviceData',
    args: [{ namespace: 'Fitbit', type: ['Steps'] }],
    type: 'DeviceDataPointsPage',
    means: (answer: Answer) => expect(count('deviceDataPoints')(answer)).toBe(data().days.length),
  },
  { method: 'persistDeviceData', args: [[bloodPressure]], type: 'void' },
  { method: 'persistDeviceData', args: [[{ ...bloodPressure, value: '118' }]], type: 'void' },
  {
    method: 'queryDeviceData',
    args: [{ namespace: 'Project', observedAfter: '2026-11-20', observedBefore: '2026-11-21' }],
    type: 'DeviceDataPointsPage',
    means: ({ deviceDataPoints }: Answer) =>
      expect(deviceDataPoints).toMatchObject([{ type: 'BloodPressure', value: '118' }]),
  },
  {
    method: 'getDeviceDataPoint',
    args: () => [persisted()],
    type: 'DeviceDataPoint',
    means: (answer: Answer) => expect(answer).toMatchObject({ value: '118', properties: { arm: 'left' } }),
  },
  {
    method: 'deleteDeviceDataPoint',
    args: () => [persisted()],
    type: 'void',
    means: () => expect(persisted()).toBeUndefined(),
  },
  {
    method: 'getDeviceDataAllDataTypes',
    args: [true, 'Fitbit'],
    type: 'SupportedDeviceDataType[]',
    means: (answer: { namespace: string }[]) =>
      expect(new Set(answer.map(({ namespace }) => namespace))).toEqual(new Set(['Fitbit'])),
  },
  {
    method: 'queryDeviceDataV2',
    args: [
      {
        namespace: 'AppleHealth',
        type: 'Hourly Steps',
        dataSource: { sourceName: 'AppleHealth' },
        limit: 20,
      },
    ],
    type: 'DeviceDataV2Page',
    means: (answer: Answer) =>
      expect([count('deviceDataPoints')(answer), typeof answer['nextPageID']]).toEqual([20, 'string']),
  },
  {
    method: 'queryDeviceDataV2Aggregate',
    args: [
      {
        namespace: 'AppleHealth',
        type: 'Hourly Steps',
        intervalAmount: 1,
        intervalType: 'Days',
        aggregateFunctions: ['sum', 'max'],
      },
    ],
    type: 'DeviceDataV2AggregatePage',
    means: (answer: Answer) => expect(count('intervals')(answer)).toBe(data().days.length),
  },
  {
    method: 'queryDeviceDataV2DailySleep',
    args: [{ namespace: 'Fitbit', type: 'sleep', limit: 8 }],
    type: 'DeviceDataV2DailySleepPage',
    means: (answer: Answer) => expect(count('sleepStageSummaries')(answer)).toBe(8),
  },
  {
    method: 'getDeviceDataV2AllDataTypes',
    type: 'SupportedDeviceDataV2DataType[]',
    means: (answer: Answer[]) =>
      expect(answer).toContainEqual({ namespace: 'Fitbit', type: 'sleep', enabled: true }),
  },
  {
    method: 'getExternalAccounts',
    type: 'ExternalAccount[]',
    means: (answer: Answer[]) => expect(answer[0]).toMatchObject({ provider: { id: 564, name: 'Fitbit' } }),
  },
  {
    method: 'getExternalAccountProviders',
    args: ['hospital', 'Provider', 10, 0],
    type: 'ExternalAccountProvidersPage',
    means: ({ totalExternalAccountProviders }: Answer) => expect(totalExternalAccountProviders).toBe(1),
  },
  { method: 'getFeaturedProviders', args: ['home'], type: 'ExternalAccountProvider[]' },
  { method: 'refreshExternalAccount', args: [1], type: 'void' },
  {
    method: 'queryFitbitDailySummaries',
    args: [{ pageSize: 7 }],
    type: 'FitbitDailySummariesPage',
    means: ({ results }: { results: { steps: number }[] }) =>
      expect(results.slice(1).map(({ steps }) => steps)).toEqual(
        data()
          .days.slice(-7, -1)
          .map(({ steps }) => steps)
          .toReversed(),
      ),
  },
  {
    method: 'queryFitbitSleepLogs',
    args: [{ startDate: '2000-01-01' }],
    type: 'FitbitSleepLogsPage',
    means: (answer: Answer) =>
      expect(count('results')(answer)).toBe(data().days.filter((day) => day.sleepMinutes).length),
  },
  {
    method: 'queryAppleHealthActivitySummaries',
    args: [{ pageSize: 30 }],
    type: 'AppleHealthActivitySummaryPage',
    means: (answer: Answer) =>
      expect([count('results')(answer), answer['totalResults']]).toEqual([30, data().days.length]),
  },
  { method: 'queryAppleHealthWorkouts', args: [{}], type: 'AppleHealthWorkoutPage' },
  {
    method: 'lookupSecondaryView',
    args: ['2c9a4b1e-6f0d-4c58-8a3e-5b7d9e1f2a34', 'home'],
    type: 'SecondaryView',
    means: ({ url }: Answer) => expect(url).toBe(`${emulator.url}views/home`),
  },
  {
    method: 'trackCustomEvent',
    args: [{ eventType: 'opened-page', properties: { page: 'home' } }],
    type: 'void',
    means: () =>
      expect(data().customEvents).toMatchObject([{ eventType: 'opened-page', properties: { page: 'home' } }]),
  },
];

describe('the real SDK in Chromium', () => {
  it.each(rows)('$method answers with $type, and means it', async ({ method, args = [], type, means }) => {
    called.add(method);
    const answer = await call(method, ...(typeof args === 'function' ? args() : args));
    expect(check(type, answer)).toBe('');
    means?.(answer);
  });

  const write = async <T = never>(method: string, type: string, ...args: unknown[]): Promise<T> => {
    called.add(method);
    const answer = await call<T>(method, ...args);
    expect(check(type, answer)).toBe('');
    return answer;
  };

  it('deletes an external account', async () => {
    called.add('deleteExternalAccount');
    // The SDK resolves with the Response itself, which cannot leave the page.
    await page.evaluate(() =>
      (
        window as unknown as { MyDataHelps: { deleteExternalAccount(id: number): Promise<unknown> } }
      ).MyDataHelps.deleteExternalAccount(1).then(() => null),
    );
    expect(data().externalAccounts.map(({ id }) => id)).not.toContain(1);
    expect(await call('queryDeviceData', { namespace: 'Fitbit' })).toEqual({ deviceDataPoints: [] });
  });

  it.each([
    ['getDeviceDataPoint', '00000000-0000-4000-8000-000000000000'],
    ['getInboxItem', '00000000-0000-4000-8000-000000000000'],
  ])('%s rejects for what is not there', async (method, id) => {
    await expect(call(method, id)).rejects.toThrow('Not Found');
  });

  it('uploads, lists, downloads and deletes a file', async () => {
    called.add('uploadFile');
    const content = await page.evaluate(async () => {
      const sdk = (
        window as unknown as {
          MyDataHelps: Record<
            string,
            (...list: unknown[]) => Promise<{ files: { key: string }[]; preSignedUrl: string }>
          >;
        }
      ).MyDataHelps;
      await sdk['uploadFile']?.(
        new File(['a note, with ü'], 'note of today.txt', { type: 'text/plain' }),
        'notes',
      );
      const listed = await sdk['queryFiles']?.({ category: 'notes' });
      const link = await sdk['getFileDownloadUrl']?.(listed?.files[0]?.key);
      const response = await fetch(link?.preSignedUrl ?? '');
      return { text: await response.text(), type: response.headers.get('content-type') };
    });
    expect(content).toEqual({ text: 'a note, with ü', type: 'text/plain' });
    const { files } = await write<{ files: { key: string }[] }>('queryFiles', 'UploadedFilesPage', {});
    expect(files).toMatchObject([{ fileName: 'note of today.txt', category: 'notes' }]);
    await write('getFileDownloadUrl', 'DownloadedFile', files[0]?.key);
    await write('deleteFile', 'void', files[0]?.key);
    expect(await call('queryFiles', { category: 'notes' })).toEqual({ files: [] });
  });

  it('calls custom APIs', async () => {
    called.add('invokeCustomApi');
    expect(await call('invokeCustomApi', 'dosage', 'get', { day: '3' }, true)).toEqual({
      method: 'GET',
      query: { day: '3' },
      who: 'MDH-1001',
    });
    expect(await call('invokeCustomApi', 'dosage', 'POST', { day: 4 }, true)).toMatchObject({
      method: 'POST',
      body: { day: 4 },
    });
    await expect(call('invokeCustomApi', 'unknown', 'GET', null, true)).rejects.toThrow('Not Found');
  });

  it('connects an external account in a window', async () => {
    called.add('connectExternalAccount');
    const popup = page.context().waitForEvent('page');
    const connected = call('connectExternalAccount', 45_417, {
      openNewWindow: true,
      width: 500,
      height: 600,
      standaloneModeFinalRedirectPath: host.url,
    });
    const provider = await popup;
    await provider.getByRole('heading', { name: 'Sign in to Oura' }).waitFor();
    expect(provider.url()).not.toContain('verifier');
    await provider.getByRole('button', { name: 'Allow access' }).click();
    await connected;
    expect(data().externalAccounts.at(-1)).toMatchObject({
      provider: { name: 'Oura' },
      status: 'fetchComplete',
    });
  });

  it('leads to a provider page that everybody can use, and that wants the right verifier', async () => {
    const { access_token } = emulator.issueToken('MDH-1002');
    const connect = 'api/v1/delegated/externalaccountproviders/6327/connect';
    const query = new URLSearchParams({ finalRedirectPath: host.url, verifierHash: 'a'.repeat(43) });
    const begun = await fetch(`${emulator.url}${connect}?${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${access_token}` },
    });
    const context = await host.newContext({ bypassCSP: true, colorScheme: 'dark' });
    const provider = await context.newPage();
    await provider.goto(`${(await begun.json()) as string}#verifier=wrong`);
    await provider.getByRole('heading', { name: 'Sign in to Garmin' }).waitFor();
    expect(await findViolations(provider)).toEqual([]);
    await provider.getByRole('button', { name: 'Deny' }).click();
    await provider.getByText('The verifier does not belong to this connection.').waitFor();
    await context.close();
  });

  it('turns pages by pageID until the end, each item once', async () => {
    const seen: string[] = [];
    let pageID: string | undefined;
    do {
      const answer = await call<{ deviceDataPoints: { id: string }[]; nextPageID?: string }>(
        'queryDeviceDataV2',
        {
          namespace: 'AppleHealth',
          type: 'Resting Heart Rate',
          limit: 40,
          ...(pageID === undefined ? {} : { pageID }),
        },
      );
      seen.push(...answer.deviceDataPoints.map(({ id }) => id));
      pageID = answer.nextPageID;
    } while (pageID !== undefined);
    expect([seen.length, new Set(seen).size]).toEqual([data().days.length, data().days.length]);
  });

  it('called every method of the declarations that talks to the API', async () => {
    const declarations = readFileSync(join(sdkFolder, 'MyDataHelps.d.ts'), 'utf8');
    const names = [...declarations.matchAll(/^ {4}(?!private|constructor|get |set )(\w+)\(/gm)].map(
      ([, name = '']) => name,
    );
    expect(names.length).toBeGreaterThan(70);
    const talking = await page.evaluate((methods) => {
      const { prototype } = (
        window as unknown as { MyDataHelps: { constructor: { prototype: Record<string, unknown> } } }
      ).MyDataHelps.constructor;
      return methods.filter((name) => /makeRequest\(|[^.]fetch\(/.test(String(prototype[name])));
    }, names);
    expect([...called].toSorted()).toEqual(talking.toSorted());
  });
});

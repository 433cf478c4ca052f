// Every method of the real SDK that reads or writes data, in Chromium, its answer checked against the SDK's own types.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { createEmulator, type Emulator } from '../src/index.js';
import { findViolations } from './find-violations.js';
import { startSdkHost, type SdkHost } from './sdk-host.js';
import { createAnswerCheck, type AnswerCheck } from './sdk-schemas.js';

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

/** A method, its arguments, the type of its answer, and what else is true of the answer. */
type Row = [method: string, args: unknown[], type: string, also?: (answer: never) => void];

const data = () => emulator.dataOf('MDH-1001');
const listOf = (name: string) => (answer: Answer) => (answer[name] as unknown[]).length;

const reads: Row[] = [
  [
    'getParticipantInfo',
    [],
    'ParticipantInfo',
    ({ participantIdentifier }: { participantIdentifier: string }) =>
      expect(participantIdentifier).toBe('MDH-1001'),
  ],
  ['getProjectInfo', [], 'ProjectInfo'],
  ['getDataCollectionSettings', [], 'DataCollectionSettings'],
  ['getDataAvailability', [], 'DataAvailability'],
  [
    'querySurveyTasks',
    [{ status: ['complete', 'closed'], surveyName: ['Daily Check-in'] }],
    'SurveyTasksPage',
    (answer: Answer) => expect(listOf('surveyTasks')(answer)).toBeGreaterThan(5),
  ],
  [
    'querySurveyAnswers',
    [{ surveyName: 'Baseline', resultIdentifier: ['smoking'] }],
    'SurveyAnswersPage',
    (answer: Answer) => expect(listOf('surveyAnswers')(answer)).toBe(1),
  ],
  [
    'querySurveyResults',
    [{ before: '2999-01-01' }],
    'SurveyResultsPage',
    (answer: Answer) => expect(listOf('surveyResults')(answer)).toBe(data().surveys.results.length),
  ],
  [
    'queryNotifications',
    [{ type: 'Email', statusCode: 'Succeeded', sentAfter: '2000-01-01' }],
    'NotificationsPage',
    (answer: Answer) => expect(listOf('notifications')(answer)).toBeGreaterThan(0),
  ],
  [
    'queryInboxItems',
    [{ type: ['message', 'resource'], status: undefined }],
    'InboxItemsPage',
    (answer: Answer) => expect(listOf('items')(answer)).toBe(3),
  ],
  [
    'queryDeviceData',
    [{ namespace: 'Fitbit', type: ['Steps'] }],
    'DeviceDataPointsPage',
    (answer: Answer) => expect(listOf('deviceDataPoints')(answer)).toBe(90),
  ],
  ['getDeviceDataAllDataTypes', [true, 'Fitbit'], 'SupportedDeviceDataType[]'],
  [
    'queryDeviceDataV2',
    [{ namespace: 'AppleHealth', type: 'Steps', dataSource: { sourceName: 'AppleHealth' }, limit: 20 }],
    'DeviceDataV2Page',
    (answer: Answer) =>
      expect([listOf('deviceDataPoints')(answer), typeof answer['nextPageID']]).toEqual([20, 'string']),
  ],
  [
    'queryDeviceDataV2Aggregate',
    [
      {
        namespace: 'Fitbit',
        type: 'Steps',
        intervalAmount: 1,
        intervalType: 'Days',
        aggregateFunctions: ['sum', 'max'],
      },
    ],
    'DeviceDataV2AggregatePage',
    (answer: Answer) => expect(listOf('intervals')(answer)).toBe(90),
  ],
  [
    'queryDeviceDataV2DailySleep',
    [{ namespace: 'Fitbit', type: 'Sleep', limit: 8 }],
    'DeviceDataV2DailySleepPage',
    (answer: Answer) => expect(listOf('sleepStageSummaries')(answer)).toBe(8),
  ],
  ['getDeviceDataV2AllDataTypes', [], 'SupportedDeviceDataV2DataType[]'],
  ['getExternalAccounts', [], 'ExternalAccount[]'],
  [
    'getExternalAccountProviders',
    ['hospital', 'Provider', 10, 0],
    'ExternalAccountProvidersPage',
    (answer: Answer) => expect(answer['totalExternalAccountProviders']).toBe(1),
  ],
  ['getFeaturedProviders', ['home'], 'ExternalAccountProvider[]'],
  [
    'queryFitbitDailySummaries',
    [{ pageSize: 7 }],
    'FitbitDailySummariesPage',
    (answer: Answer) => expect(listOf('results')(answer)).toBe(7),
  ],
  [
    'queryFitbitSleepLogs',
    [{ startDate: '2000-01-01' }],
    'FitbitSleepLogsPage',
    (answer: Answer) => expect(listOf('results')(answer)).toBe(90),
  ],
  [
    'queryAppleHealthActivitySummaries',
    [{ pageSize: 30 }],
    'AppleHealthActivitySummaryPage',
    (answer: Answer) => expect([listOf('results')(answer), answer['totalResults']]).toEqual([30, 90]),
  ],
  ['queryAppleHealthWorkouts', [{}], 'AppleHealthWorkoutPage'],
  ['lookupSecondaryView', ['2c9a4b1e-6f0d-4c58-8a3e-5b7d9e1f2a34', 'home'], 'SecondaryView'],
];

describe('the real SDK in Chromium', () => {
  it.each(reads)('%s answers with the type it promises', async (method, args, type, also) => {
    called.add(method);
    const answer = await call(method, ...args);
    expect(check(type, answer)).toBe('');
    also?.(answer);
  });

  const write = async <T = never>(method: string, type: string, ...args: unknown[]): Promise<T> => {
    called.add(method);
    const answer = await call<T>(method, ...args);
    expect(check(type, answer)).toBe('');
    return answer;
  };

  it('changes the participant', async () => {
    const answer = await write<{ demographics: object }>(
      'persistParticipantInfo',
      'ParticipantInfo',
      { city: 'Lansing' },
      { arm: 'C' },
    );
    expect(answer).toMatchObject({ demographics: { city: 'Lansing' }, customFields: { arm: 'C' } });
    expect(emulator.participants[0]?.demographics['city']).toBe('Lansing');
  });

  it('persists, reads, updates and deletes device data', async () => {
    const point = {
      type: 'BloodPressure',
      identifier: 'bp-1',
      value: '121',
      properties: { arm: 'left' },
      observationDate: '2026-11-20T08:00:00Z',
    };
    await write('persistDeviceData', 'void', [point]);
    await write('persistDeviceData', 'void', [{ ...point, value: '118' }]);
    const found = await call<{ deviceDataPoints: { id: string; value: string }[] }>('queryDeviceData', {
      namespace: 'Project',
      observedAfter: '2026-11-20',
      observedBefore: '2026-11-21',
    });
    expect(found.deviceDataPoints).toMatchObject([{ type: 'BloodPressure', value: '118' }]);
    const id = found.deviceDataPoints[0]?.id;
    expect(await write('getDeviceDataPoint', 'DeviceDataPoint', id)).toMatchObject({
      value: '118',
      properties: { arm: 'left' },
    });
    await write('deleteDeviceDataPoint', 'void', id);
    await expect(call('getDeviceDataPoint', id)).rejects.toThrow('Not Found');
  });

  it('reads and marks the inbox', async () => {
    const id = data().inbox.find((item) => item.isNew)?.id;
    await write('getInboxItem', 'InboxItem', id);
    expect(await write('updateInboxItem', 'InboxItemUpdateResult', id, 'markRead')).toMatchObject({
      status: 'success',
    });
    expect(await write('updateInboxItem', 'InboxItemUpdateResult', id, 'markRead')).toMatchObject({
      status: 'noChange',
    });
  });

  it('deletes a survey result with its answers', async () => {
    const id = data().surveys.results[0]?.id;
    await write('deleteSurveyResult', 'void', id);
    expect(await call('querySurveyAnswers', { surveyResultID: id })).toEqual({ surveyAnswers: [] });
  });

  it('refreshes and deletes an external account', async () => {
    await write('refreshExternalAccount', 'void', 1);
    called.add('deleteExternalAccount');
    // The SDK resolves with the Response itself, which cannot leave the page.
    await page.evaluate(() =>
      (
        window as unknown as { MyDataHelps: { deleteExternalAccount(id: number): Promise<unknown> } }
      ).MyDataHelps.deleteExternalAccount(1).then(() => null),
    );
    expect(data().externalAccounts.map(({ id }) => id)).not.toContain(1);
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

  it('tracks events and calls custom APIs', async () => {
    await write('trackCustomEvent', 'void', { eventType: 'opened-page', properties: { page: 'home' } });
    expect(data().customEvents).toMatchObject([{ eventType: 'opened-page', properties: { page: 'home' } }]);
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
    const connected = call('connectExternalAccount', 24, {
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
    const connect = 'api/v1/delegated/externalaccountproviders/17/connect';
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
          namespace: 'Fitbit',
          type: 'Resting Heart Rate',
          limit: 40,
          ...(pageID === undefined ? {} : { pageID }),
        },
      );
      seen.push(...answer.deviceDataPoints.map(({ id }) => id));
      pageID = answer.nextPageID;
    } while (pageID !== undefined);
    expect([seen.length, new Set(seen).size]).toEqual([90, 90]);
  });

  it('left no method that calls the server out', async () => {
    const calling = await page.evaluate(() => {
      const { prototype } = (
        window as unknown as { MyDataHelps: { constructor: { prototype: Record<string, unknown> } } }
      ).MyDataHelps.constructor;
      return Object.getOwnPropertyNames(prototype).filter((name) => {
        const described = Object.getOwnPropertyDescriptor(prototype, name)?.value as unknown;
        return name !== 'makeRequest' && /makeRequest\(|[^.]fetch\(/.test(String(described));
      });
    });
    // The list is read from the SDK itself; the constructor only holds its own text.
    expect(calling.filter((name) => name !== 'constructor' && !called.has(name))).toEqual([]);
    expect(calling.length).toBeGreaterThan(35);
  });
});

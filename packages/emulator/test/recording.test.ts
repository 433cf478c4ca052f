// A recording of a page's calls: what it holds, what it never holds, and what sending it again finds.
import { describe, expect, it } from 'vitest';
import { createEmulator, readRecording, replayCalls, type RecordedCall } from '../src/index.js';
import { shapeOf } from '../src/recording/recorded-call.js';
import { toLine } from '../src/recording/read-recording.js';
import { hostPage } from './host-loaders.js';

const now = Date.UTC(2026, 10, 24, 15, 30);

/** What a page does: it reads, pages on, writes, reads back and deletes what it wrote. */
async function record(): Promise<{ calls: RecordedCall[]; tokens: string[] }> {
  const calls: RecordedCall[] = [];
  const emulator = createEmulator({ now: () => now, onCall: (call) => void calls.push(call) });
  const page = hostPage(emulator);
  await page.ask('v1/delegated/participant');
  await page.pointsV2('AppleHealth', 'Resting Heart Rate');
  const point = { type: 'Mood', value: 'private words', observationDate: '2026-11-24' };
  await page.send('POST', 'v1/delegated/devicedata', [point]);
  const [stored] = await page.points('Project', ['Mood']);
  await page.send('DELETE', `v1/delegated/devicedata/${stored?.id}`, undefined);
  await page.send('GET', 'v1/delegated/devicedata?limit=0', undefined);
  emulator.faults.add({ effect: 'answer', status: 503, calls: 1 });
  await page.send('GET', 'v1/delegated/project', undefined);
  await emulator.fetch(`${emulator.url}api/v1/delegated/participant`);
  return { calls, tokens: emulator.issued.map(({ accessToken }) => accessToken) };
}

describe('a recording', () => {
  it('has each call of a page with who, what and the form of the answer, and no refusal for want of a token', async () => {
    const { calls } = await record();
    expect(calls.map(({ method, status }) => [method, status])).toEqual([
      ['GET', 200],
      ['GET', 200],
      ['POST', 200],
      ['GET', 200],
      ['DELETE', 200],
      ['GET', 400],
    ]);
    expect(calls[0]).toMatchObject({
      at: '2026-11-24T15:30:00.000Z',
      participantIdentifier: 'MDH-1001',
      path: '/api/v1/delegated/participant',
      answer: { participantID: 'string', demographics: { firstName: 'string' } },
    });
  });

  it('has no token, and no value of an answer', async () => {
    const { calls, tokens } = await record();
    const text = calls.map((call) => toLine(call)).join('');
    for (const token of tokens) expect(text).not.toContain(token);
    const name = createEmulator().participants[0]?.demographics['lastName'] ?? 'nobody';
    expect(text).not.toContain(name);
  });

  it('is read back as it was written, and answered alike by a new emulator', async () => {
    const { calls } = await record();
    const read = readRecording(calls.map((call) => toLine(call)).join(''));
    expect(read).toEqual(calls);
    expect(await replayCalls(read)).toEqual([]);
  });

  it('finds what is answered differently: another status, or an answer of another form', async () => {
    const { calls } = await record();
    const [first, ...others] = calls;
    const changed = [{ ...first!, answer: { participantID: 'number' } }, ...others];
    expect(await replayCalls(changed)).toMatchObject([{ line: 1, recorded: { status: 200 } }]);
    const differences = await replayCalls(calls, { dataCollectionSettings: { appleHealthEnabled: false } });
    expect(differences).toMatchObject([{ line: 2, recorded: { status: 200 }, replayed: { status: 200 } }]);
    await expect(replayCalls(calls, { participants: [{ participantIdentifier: 'P-1' }] })).rejects.toThrow(
      'there is no such participant',
    );
  });

  it.each([
    ['{', /line 1: .*expected object/],
    ['{"at":"now"}', /line 1: at: /],
    [`\n${JSON.stringify({ method: 'GET', path: '/elsewhere' })}`, /line 1: .*path: /],
  ])('says which line is wrong: %s', (text, message) => {
    expect(() => readRecording(text, 'calls.jsonl')).toThrow(message);
    expect(() => readRecording(text, 'calls.jsonl')).toThrow('cannot use calls.jsonl');
  });
});

describe('the form of an answer', () => {
  it.each([
    [1, 'number'],
    [null, 'null'],
    [[], []],
    [
      [1, 2, 'x'],
      ['number', 'string'],
    ],
    [
      { b: [{ c: true }, { c: false }], a: '' },
      { a: 'string', b: [{ c: 'boolean' }] },
    ],
  ])('of %j is %j', (value, shape) => {
    expect(shapeOf(value)).toEqual(shape);
  });
});

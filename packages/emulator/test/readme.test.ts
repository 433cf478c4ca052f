// The README says what is true: its examples are the files that are compiled and run, its tables are complete.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { announce } from '../src/cli/announcement.js';
import { usage } from '../src/cli/arguments.js';
import { readOptions } from '../src/emulator-options.js';
import { createEmulator } from '../src/index.js';
import { readDataFile } from '../src/cli/data-file.js';
import { readParticipantsFile } from '../src/cli/participants-file.js';
import { listeningEmulator } from './listening-emulator.js';
import { hostPage } from './host-loaders.js';
import { failNextToken } from './readme/control.js';
import { emulator as afterData } from './readme/data.js';
import { emulator as afterFaults } from './readme/faults.js';
import { getParticipantToken } from './token-client.js';

const folder = join(import.meta.dirname, '..');
const readme = readFileSync(join(folder, 'README.md'), 'utf8');
const page = readFileSync(join(folder, 'test/readme/page.ts'), 'utf8');

describe('the README', () => {
  const examples = [...readme.matchAll(/<!-- example: (\S+) -->\n```ts\n([^]*?)```/g)];

  it.each(examples.map(([, file = '', code]) => [file, code]))('shows %s as it is', (file, code) => {
    expect(code).toBe(readFileSync(join(folder, file), 'utf8'));
  });

  it('has no example that is not a file', () => {
    expect(examples).toHaveLength(6);
    expect(readme.match(/```ts\n/g)).toHaveLength(examples.length);
  });

  it('runs the faults it shows', () => {
    expect(afterFaults.faults.active).toEqual([]);
    expect(afterFaults.faults.clockOffsetSeconds).toBe(0);
    expect(afterFaults.tokenLifetimeSeconds).toBe(120);
  });

  it('runs the control call it shows', async () => {
    const emulator = await listeningEmulator();
    await failNextToken(emulator.url);
    expect(await getParticipantToken(emulator)).toBe('');
    expect(await getParticipantToken(emulator)).not.toBe('');
  });

  it('has a participants file that works', () => {
    const [, json = ''] = /```json\n([^]*?)```/.exec(readme) ?? [];
    const participants = readParticipantsFile('participants.json', json);
    const emulator = createEmulator({ participants });
    expect(emulator.participants.map(({ participantIdentifier }) => participantIdentifier)).toEqual([
      'P-1',
      'P-2',
    ]);
    expect(emulator.dataOf('P-1').days.at(-1)?.offset).toBe('-05:00');
  });

  it('has a data file that works', async () => {
    const [, json = ''] = /```json data\n([^]*?)```/.exec(readme) ?? [];
    const emulator = createEmulator({
      participants: [{ participantIdentifier: 'P-1' }],
      readings: readDataFile('data.json', json),
    });
    expect(emulator.dataOf('P-1').deviceData).toMatchObject([{ type: 'Mood', value: '4' }]);
    expect(emulator.dataOf('P-1').deviceDataV2).toMatchObject([{ type: 'heart-rate', value: '71' }]);
  });

  it('runs the data it shows', async () => {
    const host = hostPage(afterData);
    expect(await host.points('Project')).toMatchObject([{ type: 'Mood', value: '4' }]);
    expect(await host.pointsV2('HealthConnect', 'steps-daily', '2026-11-24')).toContainEqual(
      expect.objectContaining({ value: '12000' }),
    );
    expect(await host.points('Fitbit')).toEqual([]);
    expect(await host.points('AppleHealth')).toEqual([]);
    expect(afterData.dataOf('MDH-1001').days).toHaveLength(92);
  });

  it('lists every option with its default, every member and every flag', () => {
    const settings = readOptions({});
    for (const [name, value] of Object.entries(settings)) {
      const row = new RegExp(`^\\| \`${name}\`.*\\| (.*?) \\| `, 'm').exec(readme)?.[1];
      expect(row, name).toBeDefined();
      if (typeof value === 'number') expect(row).toBe(`\`${value}\``);
    }
    for (const name of Object.keys(createEmulator()))
      expect(readme, name).toMatch(new RegExp(`\`${name}[\`(]`));
    for (const [flag] of usage.matchAll(/--(?!help|version)[a-z-]+/g))
      expect(readme, flag).toContain(`\`${flag} `);
  });
});

describe('what the command prints', () => {
  it('has the lines for a page that the README shows', () => {
    const emulator = createEmulator({ publicUrl: 'http://localhost:4810' });
    expect(announce(emulator)).toContain(`In the page:\n\n${page}`);
  });
});

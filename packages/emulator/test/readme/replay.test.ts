import { readFileSync } from 'node:fs';
import { readRecording, replayCalls } from '@mdh-tokens/emulator';
import { expect, test } from 'vitest';

test('answers my page as it did when I recorded it', async () => {
  const calls = readRecording(readFileSync(new URL('calls.jsonl', import.meta.url), 'utf8'));
  expect(await replayCalls(calls)).toEqual([]);
});

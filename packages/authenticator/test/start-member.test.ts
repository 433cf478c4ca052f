import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startMember } from './start-member.js';

const module = join(import.meta.dirname, 'mortal-member.mjs');

test('a member that dies before it is ready fails whoever starts it', async () => {
  await expect(startMember(module, { livesUntil: 'start' })).rejects.toThrow(
    'a member of the fleet has ended (exit code 3)',
  );
});

test('a member that dies fails the calls that wait for it, and those that come after', async () => {
  const ask = await startMember(module, { livesUntil: 'call' });
  await expect(ask('anything')).rejects.toThrow('a member of the fleet has ended (exit code 3)');
  await expect(ask('anything')).rejects.toThrow('a member of the fleet has ended (exit code 3)');
});

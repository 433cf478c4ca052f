// Run as a process of its own: starts two emulators, one after the other, and prints how long each took.
import { createEmulator } from '@mdh-tokens/emulator';

const first = await start();
const second = await start();
console.log(JSON.stringify({ first, second, process: performance.now() }));

async function start(): Promise<number> {
  const begun = performance.now();
  const emulator = createEmulator();
  await emulator.listen();
  const tookMs = performance.now() - begun;
  await emulator.close();
  return tookMs;
}

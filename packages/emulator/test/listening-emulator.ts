// An emulator that listens, closed when the test ends.
import { onTestFinished } from 'vitest';
import { createEmulator, type Emulator, type EmulatorOptions } from '../src/index.js';

export async function listeningEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = createEmulator(options);
  onTestFinished(() => emulator.close());
  await emulator.listen();
  return emulator;
}

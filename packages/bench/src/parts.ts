// Every benchmark, in the order of BENCHMARKS.md.
import { bindingsPart } from './bindings/bindings-part.js';
import { coreStepsPart } from './core-steps/core-steps-part.js';
import { emulatorStartPart } from './emulator-start/emulator-start-part.js';
import { firstCallPart } from './first-call/first-call-part.js';
import { herdPart } from './herd/herd-part.js';
import { hostilePart } from './hostile/hostile-part.js';
import { hotPathPart } from './hot-path/hot-path-part.js';
import type { Part } from './report/part.js';
import { serverPart } from './server/server-part.js';
import { sizePart } from './size/size-part.js';

export const parts: readonly Part[] = [
  hostilePart,
  sizePart,
  bindingsPart,
  firstCallPart,
  hotPathPart,
  herdPart,
  serverPart,
  coreStepsPart,
  emulatorStartPart,
];

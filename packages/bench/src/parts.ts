// Every benchmark, in the order of BENCHMARKS.md.
import { firstCallPart } from './first-call/first-call-part.js';
import { herdPart } from './herd/herd-part.js';
import { hotPathPart } from './hot-path/hot-path-part.js';
import type { Part } from './report/part.js';
import { sizePart } from './size/size-part.js';

export const parts: readonly Part[] = [sizePart, hotPathPart, firstCallPart, herdPart];

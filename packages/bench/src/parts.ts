// Every benchmark, in the order of BENCHMARKS.md.
import { hotPathPart } from './hot-path/hot-path-part.js';
import type { Part } from './report/part.js';
import { serverPart } from './server/server-part.js';
import { sizePart } from './size/size-part.js';

export const parts: readonly Part[] = [sizePart, hotPathPart, serverPart];

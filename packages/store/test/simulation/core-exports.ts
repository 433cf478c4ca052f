// The part of the core that the loop of a store runs, as one module: the simulation drives it, whole or with a seeded bug.
export { elapsedSince, hasParted, moveAnchor } from '../../src/core/elapsed-clock.js';
export { isSameState, publishedState, servableUntil } from '../../src/core/published-state.js';
export { initialState, isAtRest, isLive, usableToken } from '../../src/core/state.js';
export { transition } from '../../src/core/transition.js';
export { judge } from '../../src/core/verdict.js';

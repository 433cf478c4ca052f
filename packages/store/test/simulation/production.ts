// The production code that the simulation drives, as one module: whole, or with a seeded bug.
export { Engine } from '../../src/engine/engine.js';
export { TabShare } from '../../src/engine/tabs/tab-share.js';
export { isLive, usableToken } from '../../src/core/state.js';

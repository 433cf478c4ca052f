// @mdh-tokens/devtools: a panel that shows what a token store knows, does and will do. For development.
export { mountDevtools } from './mount-devtools.js';
export { createRecorder } from './recording/recorder.js';
export type { DevtoolsOptions } from './mount-devtools.js';
export type { Dock } from './panel/remembered.js';
export type { PanelOptions } from './panel/panel.js';
export type { PlacementOptions } from './panel/placement.js';
export type { WatchOptions } from './panel/watched-store.js';
export type { Entry, Happening, Recording } from './recording/entry.js';
export type { Recorder } from './recording/recorder.js';

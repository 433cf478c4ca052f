// The kinds of TypeScript project that import the packages.
import type { Side } from '../packages-for.js';
import type { Version } from './compilers.js';

export type Resolution = 'node' | 'node16' | 'bundler';

const moduleOf: Record<Resolution, string> = { node: 'ESNext', node16: 'Node16', bundler: 'ESNext' };

/** What each version resolves by: `bundler` came with 5.0, and 7.0 has no `node`. */
export const resolutionsOf: Record<Version, readonly Resolution[]> = {
  '4.9': ['node', 'node16'],
  '5.0': ['node', 'node16', 'bundler'],
  '5.9': ['node', 'node16', 'bundler'],
  '6.0': ['node', 'node16', 'bundler'],
  '7.0': ['node16', 'bundler'],
};

export function compilerOptions(version: Version, side: Side, resolution: Resolution) {
  return {
    target: 'ES2022',
    module: moduleOf[resolution],
    moduleResolution: resolution,
    // 6.0 warns of what 7.0 has no more.
    ...(version === '6.0' && resolution === 'node' ? { ignoreDeprecations: '6.0' } : {}),
    lib: side === 'page' ? ['ES2022', 'DOM'] : ['ES2022'],
    types: side === 'page' ? [] : ['node'],
    allowSyntheticDefaultImports: true,
    strict: true,
    skipLibCheck: false,
    noEmit: true,
  };
}

/** As CareEvolution's starter kit for MyDataHelps apps has them (github CareEvolution/MyDataHelpsStarterKit). */
export const starterKitOptions = {
  target: 'ESNext',
  useDefineForClassFields: true,
  lib: ['DOM', 'DOM.Iterable', 'ESNext'],
  allowJs: false,
  skipLibCheck: true,
  esModuleInterop: false,
  allowSyntheticDefaultImports: true,
  strict: true,
  forceConsistentCasingInFileNames: true,
  module: 'ESNext',
  moduleResolution: 'Node',
  resolveJsonModule: true,
  isolatedModules: true,
  noEmit: true,
  jsx: 'react-jsx',
};

import { describe, expect, it } from 'vitest';
import { isOnThisMachine } from '../src/emulator/is-on-this-machine.js';

describe('an emulator is looked for', () => {
  it.each([
    'http://localhost:4810/',
    'http://localhost',
    'https://localhost:8443/base/',
    'http://a.localhost:4810/',
    'http://127.0.0.1:4810/',
    'http://[::1]:4810/',
  ])('at %s', (baseUrl) => {
    expect(isOnThisMachine(baseUrl)).toBe(true);
  });

  it.each([
    'https://mydatahelps.org/',
    'https://localhost.example.org/',
    'https://notlocalhost/',
    'http://localhost@example.org/',
    'http://localhost:80@example.org/',
    'https://example.org/?http://localhost/',
    'http://127.0.0.10.example.org/',
    null,
  ])('not at %s', (baseUrl) => {
    expect(isOnThisMachine(baseUrl)).toBe(false);
  });
});

// What is shipped keeps React's rules: its lint finds nothing, and its compiler compiles every component and hook.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from '@babel/core';
import compiler from 'babel-plugin-react-compiler';
import { Linter } from 'eslint';
import hooks from 'eslint-plugin-react-hooks';
import { expect, it } from 'vitest';

const dist = join(import.meta.dirname, '../dist');
const files = readdirSync(dist).filter((name) => name.endsWith('.js'));
const codeOf = (name: string): string => readFileSync(join(dist, name), 'utf8');

it('hooks lint and compiler pass', () => {
  expect(files).toContain('token-gate.js');
  const linter = new Linter();
  const config = hooks.configs.flat['recommended-latest'] as Linter.Config;
  const rules = Object.fromEntries(Object.keys(config.rules ?? {}).map((name) => [name, 'error' as const]));
  for (const name of files) {
    expect(linter.verify(codeOf(name), [{ ...config, rules }], { filename: name }), name).toEqual([]);
  }
});

it('the lint finds a fault, so that its silence means something', () => {
  const config = hooks.configs.flat['recommended-latest'] as Linter.Config;
  const code = "import { useRef } from 'react'; export function useFault() { return useRef(0).current; }";
  expect(new Linter().verify(code, [config]).map(({ ruleId }) => ruleId)).toContain('react-hooks/refs');
});

it('the React Compiler compiles every component and hook', () => {
  const compiled: string[] = [];
  const skipped: unknown[] = [];
  const logEvent = (_file: string, event: { kind: string; fnName?: string }): void => {
    if (event.kind === 'CompileSuccess') compiled.push(event.fnName ?? '');
    else skipped.push(event);
  };
  for (const name of files) {
    const options = { panicThreshold: 'all_errors', logger: { logEvent } };
    transformSync(codeOf(name), { filename: name, configFile: false, plugins: [[compiler, options]] });
  }
  expect(skipped).toEqual([]);
  expect(compiled.toSorted()).toEqual([
    'TokenGate',
    'TokenStoreProvider',
    'useGetToken',
    'useHold',
    'useRun',
    'useSdkCall',
    'useTokenEvent',
    'useTokenState',
    'useTokenStore',
  ]);
});

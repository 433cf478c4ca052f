// The README: its blocks are what runs in the tests, and its tables are complete.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { metrics } from '@opentelemetry/api';
import { describe, expect, onTestFinished, test } from 'vitest';
import { exchangeFor, somebody, startEmulator } from '../../authenticator/test/emulated-exchange.js';
import { runCli } from '../src/cli.js';
import { createServiceMetrics } from '../src/service/service-metrics.js';
import { exchangeForms } from '../src/settings/exchange-settings.js';
import { readServeSettings } from '../src/settings/serve-settings.js';
import { serviceVariables } from '../src/settings/service-settings.js';

const folder = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(folder, path), 'utf8');
const readme = read('README.md');
const blocksOf = (language: string) =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, code = '']) =>
    code.trim(),
  );

test('every TypeScript block is an example here', () => {
  const files = readdirSync(join(folder, 'test/examples')).map((name) =>
    read(`test/examples/${name}`).trim(),
  );
  expect(new Set(blocksOf('ts'))).toEqual(new Set(files));
});

test('the Python block is what the Flask example runs', () => {
  const [view] = blocksOf('python');
  expect(read('../../examples/flask/app.py')).toContain(view);
});

test('the page’s blocks are those of the starter kit’s recipe and of a page with a JWT', () => {
  const pages = ['starter-kit.js', 'page-with-jwt.js'].map((name) => read(`test/pages/${name}`));
  const blocks = blocksOf('js');
  expect(blocks).toHaveLength(2);
  for (const block of blocks) expect(pages.some((page) => page.includes(block))).toBe(true);
});

describe('the shell’s blocks', () => {
  test('set variables that the service reads, to values that it takes', () => {
    const variables: Record<string, string> = {};
    for (const [, name = '', value = ''] of blocksOf('sh')
      .join('\n')
      .matchAll(/(?:^|export | )([A-Z_]+)=("[^"]*"|\S+)/gm)) {
      variables[name] = value;
    }
    const known = new Set([...Object.keys(exchangeForms), ...serviceVariables]);
    for (const name of Object.keys(variables)) expect(known).toContain(name);
    const { problems } = readServeSettings({ ...variables, INTERNAL_SECRET: 'x'.repeat(64) });
    // There is no such file here.
    expect(problems).toEqual([expect.objectContaining({ variable: 'MDH_PRIVATE_KEY_FILE' })]);
  });

  test('the first one is an env file, whose quotes are taken off', () => {
    const [file = ''] = blocksOf('sh');
    expect(parseEnv(file)['MDH_SCOPE']).toBe('Participant:read SurveyTasks:read');
  });

  test('name commands and options that there are', async () => {
    const lines =
      blocksOf('sh')
        .join('\n')
        .match(/@mdh-tokens\/authenticator-service .*/g) ?? [];
    expect(lines).toHaveLength(4);
    for (const line of lines) {
      const args = line.split(' ').slice(1);
      const err: string[] = [];
      const terminal = { env: {}, out: () => undefined, err: (text: string) => void err.push(text) };
      expect(await runCli(args, terminal, () => AbortSignal.abort())).toBe(1);
      // Commander has taken them, so that the missing file is what is left to complain about.
      expect(err).toEqual(['The file of --env-file cannot be read (ENOENT).']);
    }
  });
});

test('every variable is in the table, and no other', () => {
  const rows = readme.slice(readme.indexOf('## Settings'), readme.indexOf('## Operation'));
  const named = new Set([...rows.matchAll(/`([A-Z]+(?:_[A-Z]+)*)`/g)].map(([, name]) => name));
  expect(named).toEqual(new Set([...Object.keys(exchangeForms), ...serviceVariables]));
});

describe('metrics', () => {
  const namesIn = (text: string) =>
    new Set(
      [...text.matchAll(/\bmdh_authenticator_\w+/g)].map(([name]) =>
        name.replace(/_(?:bucket|sum|count)$/, ''),
      ),
    );

  async function exposed(): Promise<Set<string>> {
    const service = createServiceMetrics();
    service.watchRedis(() => true);
    const { text } = await service.expose();
    return new Set([...text.matchAll(/^# TYPE (mdh_authenticator_\w+)/gm)].map(([, name = '']) => name));
  }

  test('are all in the table', async () => {
    const table = readme.slice(readme.indexOf('| metric |'), readme.indexOf('No label names'));
    expect(namesIn(table)).toEqual(await exposed());
  });

  test.each(['deploy/prometheus-alerts.yaml', 'deploy/grafana-dashboard.json'])(
    'of %s are there',
    async (path) => {
      const names = namesIn(read(path));
      const there = await exposed();
      expect(names.size).toBeGreaterThan(5);
      for (const name of names) expect(there).toContain(name);
    },
  );

  test('go to OpenTelemetry, too', async () => {
    const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
    const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 2 ** 30 });
    const provider = new MeterProvider({ readers: [reader] });
    metrics.setGlobalMeterProvider(provider);
    onTestFinished(async () => {
      metrics.disable();
      await provider.shutdown();
    });
    const { record } = await import('./examples/opentelemetry.js');
    const emulator = await startEmulator();
    const exchange = exchangeFor(emulator, { onMeasure: record });
    await exchange.participantToken({ id: somebody(emulator).id });
    await exchange.participantToken({ id: somebody(emulator).id });
    await reader.forceFlush();
    const points =
      exporter
        .getMetrics()
        .at(-1)
        ?.scopeMetrics.flatMap((scope) => scope.metrics) ?? [];
    const attributesOf = (name: string) =>
      points
        .find(({ descriptor }) => descriptor.name === name)
        ?.dataPoints.map(({ attributes }) => attributes);
    expect(attributesOf('mdh.upstream.duration')).toEqual([
      { call: 'service_token', outcome: 'answered' },
      { call: 'participant_token', outcome: 'answered' },
    ]);
    expect(attributesOf('mdh.cache.lookups')).toEqual([
      { cache: 'participant_token', result: 'miss' },
      { cache: 'participant_token', result: 'hit' },
    ]);
  });
});

test('every metric counts what it says', async () => {
  const service = createServiceMetrics();
  const page = service.measureEndpoint('page');
  const upstream = {
    kind: 'upstream',
    call: 'lookup',
    durationSeconds: 0.2,
    clockSkewSeconds: null,
  } as const;
  service.measureExchange({ ...upstream, outcome: 'answered', status: 200, isRetried: true });
  service.measureExchange({ ...upstream, outcome: 'certificate', status: null, isRetried: false });
  service.measureExchange({ kind: 'cache', cache: 'participant_id', isHit: true });
  service.measureExchange({ kind: 'join', call: 'participant_token' });
  service.measureExchange({ kind: 'service_token', expiresInSeconds: 300 });
  page({ kind: 'limiter', isAllowed: false });
  page({ kind: 'limiter', isAllowed: true });
  page({ kind: 'request', status: 429, code: 'rate_limited', durationSeconds: 0.001 });
  const { text } = await service.expose();
  for (const line of [
    'mdh_authenticator_upstream_calls_total{call="lookup",outcome="answered",status="200"} 1',
    'mdh_authenticator_upstream_calls_total{call="lookup",outcome="certificate",status="none"} 1',
    'mdh_authenticator_upstream_duration_seconds_count{call="lookup"} 2',
    'mdh_authenticator_upstream_retries_total 1',
    'mdh_authenticator_cache_lookups_total{cache="participant_id",result="hit"} 1',
    'mdh_authenticator_joins_total{call="participant_token"} 1',
    'mdh_authenticator_limiter_refusals_total 1',
    'mdh_authenticator_requests_total{endpoint="page",status="429",code="rate_limited"} 1',
    'mdh_authenticator_request_duration_seconds_count{endpoint="page"} 1',
  ]) {
    expect(text).toContain(line);
  }
  expect(Number(/^mdh_authenticator_service_token_seconds_left (\S+)$/m.exec(text)?.[1])).toBeCloseTo(
    300,
    -1,
  );
});

// Requests per second against a bare handler that makes one upstream call with undici.
// node packages/authenticator/bench/throughput.mjs [rounds] [seconds] [delay of the identity server in ms]
import autocannon from 'autocannon';
import { startChild } from './child.mjs';
import { variants } from './variants.mjs';

const [rounds, seconds, delayMs] = [3, 8, 0].map((fallback, index) =>
  Number(process.argv[index + 2] ?? fallback),
);
const results = Object.fromEntries(Object.keys(variants).map((name) => [name, []]));

for (let round = 0; round < rounds; round += 1) {
  for (const name of Object.keys(variants)) results[name].push(await measure(name));
  console.error(`round ${round + 1} of ${rounds}`);
}

const floor = results['bare undici'];
console.log(
  '| handler | req/s | ratio to bare undici | p50 ms | p99 ms | CPU us/req | upstream calls/req | service-token calls, cold start |',
);
console.log('|---|---:|---:|---:|---:|---:|---:|---:|');
for (const [name, runs] of Object.entries(results)) {
  const of = (pick) => median(runs.map(pick));
  const ratio = median(runs.map((run, index) => run.perSecond / floor[index].perSecond));
  console.log(
    `| ${name} | ${Math.round(of((run) => run.perSecond))} | ${ratio.toFixed(2)} | ${of((run) => run.p50)} | ${of((run) => run.p99)} | ${Math.round(of((run) => run.cpu))} | ${of((run) => run.upstream).toFixed(3)} | ${of((run) => run.coldService)} |`,
  );
}

async function measure(name) {
  const identity = startChild('identity-server.mjs', [String(delayMs)]);
  const identityPort = (await identity.started).port;
  const server = startChild('server.mjs', [name, `http://127.0.0.1:${identityPort}/`]);
  const { port } = await server.started;
  const load = (extent) =>
    autocannon({
      url: `http://127.0.0.1:${port}/token`,
      method: 'POST',
      connections: 50,
      ...extent,
      headers: {
        cookie: 'session=alice',
        'sec-fetch-site': 'same-origin',
        origin: `http://127.0.0.1:${port}`,
      },
      body: '{"reason":"schedule"}',
    });
  // Every participant has been asked for twice.
  await load({ amount: 20_000 });
  const cold = (await identity.ask('counts')).counts;
  identity.tell('reset');
  const before = (await server.ask('usage')).usage;
  const result = await load({ duration: seconds });
  const after = (await server.ask('usage')).usage;
  const { counts } = await identity.ask('counts');
  server.stop();
  identity.stop();
  const answered = result['2xx'];
  if (result.non2xx + result.errors > 0)
    throw new Error(`${name}: ${result.non2xx} refused, ${result.errors} failed`);
  return {
    perSecond: answered / seconds,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpu: (after.user + after.system - before.user - before.system) / answered,
    upstream: (counts.client_credentials + counts.delegated_participant) / answered,
    coldService: cold.client_credentials,
  };
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

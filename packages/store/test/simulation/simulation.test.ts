import { expect, test } from 'vitest';
import * as core from './core-exports.js';
import { emptyCells, printTable } from './event-table.js';
import { dayMs, runDays } from './run-days.js';

const days = 200;

test('200 days in a random world break no promise, and every status meets every event', () => {
  const seed = Number(process.env['SIMULATION_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  const begun = performance.now();
  const report = runDays(core, days, seed);
  console.log(
    report.steps,
    report.calls,
    report.served,
    report.handOvers,
    report.scenarios,
    report.simulatedMs / dayMs,
    performance.now() - begun,
  );
  console.log(`seed ${seed}`);
  console.log(printTable(report.table));
  expect(report.simulatedMs).toBeGreaterThanOrEqual(days * dayMs);
  expect(emptyCells(report.table)).toEqual([]);
}, 120_000);

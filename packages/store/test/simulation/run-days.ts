// Runs random scenarios until enough virtual time has passed.
import fc from 'fast-check';
import { createEventTable, printTable, type EventTable } from './event-table.js';
import { scenario, type Scenario } from './scenario.js';
import type { Production } from './simulated-store.js';
import { Violation } from './violation.js';
import { runScenario, type RunReport } from './world.js';

export interface SimulationReport extends RunReport {
  readonly table: EventTable;
  scenarios: number;
}

export const dayMs = 86_400_000;
const scenariosInBatch = 20;
const traceLines = 25;
/** A batch takes about two seconds: this ends the shrinking of a failure. */
const shrinkMostMs = 40_000;

/** @throws Error with seed, shrunk scenario and the last events where the store breaks a promise */
export async function runDays(production: Production, days: number, seed: number): Promise<SimulationReport> {
  const report = emptyReport();
  for (let batch = seed; report.simulatedMs < days * dayMs; batch += 1) {
    const parameters = { seed: batch, numRuns: scenariosInBatch, interruptAfterTimeLimit: shrinkMostMs };
    const result = await fc.check(scenariosInto(report, production), parameters);
    if (!result.failed) continue;
    const [shrunk] = result.counterexample ?? [];
    const trace = shrunk === undefined ? [] : await lastEvents(production, shrunk);
    const { errorInstance: cause } = result;
    const again = `Again: node packages/store/test/simulation/simulate.mjs --days ${days} --seed ${seed}`;
    throw new Error([fc.defaultReportMessage(result), ...trace, again].join('\n'), { cause });
  }
  return report;
}

/** As `runDays`, and contented with the first violation, which is not shrunk. */
export async function findViolation(
  production: Production,
  days: number,
  seed: number,
): Promise<Violation | null> {
  const report = emptyReport();
  for (let batch = seed; report.simulatedMs < days * dayMs; batch += 1) {
    const parameters = { seed: batch, numRuns: scenariosInBatch, endOnFailure: true };
    const { failed, errorInstance } = await fc.check(scenariosInto(report, production), parameters);
    if (!failed) continue;
    if (errorInstance instanceof Violation) return errorInstance;
    throw errorInstance;
  }
  return null;
}

function emptyReport(): SimulationReport {
  const table = createEventTable();
  return { simulatedMs: 0, steps: 0, calls: 0, served: 0, handOvers: 0, scenarios: 0, table };
}

function scenariosInto(total: SimulationReport, production: Production): fc.IAsyncProperty<[Scenario]> {
  return fc.asyncProperty(scenario, async (each) => {
    const report = await runScenario(production, each, total.table);
    for (const name of Object.keys(report) as (keyof RunReport)[]) total[name] += report[name];
    total.scenarios += 1;
  });
}

async function lastEvents(production: Production, failing: Scenario): Promise<string[]> {
  const lines: string[] = [];
  try {
    await runScenario(production, failing, createEventTable(), (line) => lines.push(line));
  } catch (error) {
    lines.push(String(error));
  }
  return lines.slice(-traceLines);
}

/** The report for people. */
export function printReport(report: SimulationReport, tookMs: number): string {
  const { simulatedMs, scenarios, steps, calls, served, handOvers, table } = report;
  const days = (simulatedMs / dayMs).toFixed(1);
  return [
    `${days} days in ${scenarios} scenarios: ${steps} steps of the core, ${calls} calls, ` +
      `${served} callers served, ${handOvers} hand-overs to the SDK, in ${(tookMs / 1000).toFixed(1)} s`,
    printTable(table),
  ].join('\n');
}

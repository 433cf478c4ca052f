// Runs random scenarios until enough virtual time has passed.
import fc from 'fast-check';
import { createEventTable, printTable, type EventTable } from './event-table.js';
import { scenario, type Scenario } from './scenario.js';
import type { Core } from './store-loop.js';
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
export function runDays(production: Core, days: number, seed: number): SimulationReport {
  const report = emptyReport();
  for (let batch = seed; report.simulatedMs < days * dayMs; batch += 1) {
    const parameters = { seed: batch, numRuns: scenariosInBatch, interruptAfterTimeLimit: shrinkMostMs };
    const result = fc.check(scenariosInto(report, production), parameters);
    if (!result.failed) continue;
    const [shrunk] = result.counterexample ?? [];
    const trace = shrunk === undefined ? [] : lastEvents(production, shrunk);
    const { errorInstance: cause } = result;
    const again = `Again: node packages/store/test/simulation/simulate.mjs --days ${days} --seed ${seed}`;
    throw new Error([fc.defaultReportMessage(result), ...trace, again].join('\n'), { cause });
  }
  return report;
}

/** As `runDays`, and contented with the first violation, which is not shrunk. */
export function findViolation(production: Core, days: number, seed: number): Violation | null {
  const report = emptyReport();
  for (let batch = seed; report.simulatedMs < days * dayMs; batch += 1) {
    const parameters = { seed: batch, numRuns: scenariosInBatch, endOnFailure: true };
    const { failed, errorInstance } = fc.check(scenariosInto(report, production), parameters);
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

function scenariosInto(total: SimulationReport, production: Core): fc.IProperty<[Scenario]> {
  return fc.property(scenario, (each) => {
    const report = runScenario(production, each, total.table);
    for (const name of Object.keys(report) as (keyof RunReport)[]) total[name] += report[name];
    total.scenarios += 1;
  });
}

function lastEvents(production: Core, failing: Scenario): string[] {
  const lines: string[] = [];
  try {
    runScenario(production, failing, createEventTable(), (line) => lines.push(line));
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

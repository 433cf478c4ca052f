// The report for programs.
import type { Report } from '../report.js';

/** JSON, as `schema/report-1.json` of this package describes it. */
export function toJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

import { loadProduction } from './load-production.js';
import { findViolation } from './run-days.js';
import { seededBugs } from './seeded-bugs.mjs';
const [, , from, to] = process.argv;
for (const bug of seededBugs.slice(Number(from), Number(to))) {
  const t = process.cpuUsage();
  const v = await findViolation(await loadProduction(bug), 60, 1).catch((e: unknown) => `ERR ${String(e).slice(0, 200)}`);
  const u = process.cpuUsage(t);
  console.log(((u.user + u.system) / 1e6).toFixed(1), bug.name, '|', v === null ? 'NOT FOUND' : String(v).slice(0, 120));
}

// Which checks a run is about.
import { allChecks } from './checks/all-checks.js';
import { ConformanceError } from './conformance-error.js';
import type { CheckDefinition } from './definition.js';
import type { Settings } from './options.js';

/** All definitions that `only` selects; all where it is not given. @throws {ConformanceError} `nothing_selected` */
export function selectChecks({
  only,
  baseline,
}: Pick<Settings, 'only' | 'baseline'>): readonly CheckDefinition[] {
  const ids = new Set(allChecks.map(({ id }) => id));
  for (const id of Object.keys(baseline ?? {})) {
    if (!ids.has(id))
      throw new ConformanceError('invalid_option', `the baseline names ${id}`, 'There is no such check.');
  }
  if (only === undefined) return allChecks;
  const unknown = only.find((name) => ![...ids].some((id) => id === name || id[0] === name));
  if (unknown !== undefined) {
    throw new ConformanceError('nothing_selected', `no check is called ${unknown}`, '--list names them all.');
  }
  const selected = allChecks.filter(({ id }) => only.some((name) => id === name || id[0] === name));
  if (selected.length > 0) return selected;
  throw new ConformanceError('nothing_selected', 'no check is selected', '--list names them all.');
}

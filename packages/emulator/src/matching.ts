// The filters that queries share.

/** Whether `value` is one of the list, or no list was asked for. */
export function isOneOf(value: string | undefined, wanted: readonly string[] | undefined): boolean {
  return wanted === undefined || (value !== undefined && wanted.includes(value));
}

/** Whether `value` is what was asked for, or nothing was. Case does not matter, as with GUIDs. */
export function isSame(value: string | undefined, wanted: string | undefined): boolean {
  return wanted === undefined || value?.toLowerCase() === wanted.toLowerCase();
}

/** Whether an ISO date lies after one instant and before another (epoch milliseconds). An absent bound fits every date. */
export function isBetween(
  date: string | undefined,
  after: number | undefined,
  before: number | undefined,
): boolean {
  if (after === undefined && before === undefined) return true;
  const at = Date.parse(date ?? '');
  return at > (after ?? Number.NEGATIVE_INFINITY) && at < (before ?? Number.POSITIVE_INFINITY);
}

/** Newest first by an ISO date; what has none is the oldest. */
export function newestFirst<T>(items: readonly T[], dateOf: (item: T) => string | undefined): T[] {
  const timeOf = (item: T): number => {
    const at = Date.parse(dateOf(item) ?? '');
    return Number.isNaN(at) ? Number.MIN_SAFE_INTEGER : at;
  };
  // Each date is read once, not once for each comparison: there are thousands of points.
  return items
    .map((item) => ({ item, at: timeOf(item) }))
    .toSorted((a, b) => b.at - a.at)
    .map(({ item }) => item);
}

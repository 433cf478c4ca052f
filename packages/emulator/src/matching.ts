// The filters that queries share.

/** Whether `value` is one of the list, or no list was asked for. */
export function isOneOf(value: string | undefined, wanted: readonly string[] | undefined): boolean {
  return wanted === undefined || (value !== undefined && wanted.includes(value));
}

/** Whether `value` is what was asked for, or nothing was. Case does not matter, as with GUIDs. */
export function isSame(value: string | undefined, wanted: string | undefined): boolean {
  return wanted === undefined || value?.toLowerCase() === wanted.toLowerCase();
}

/** Whether an ISO date lies after one instant and before the other (epoch milliseconds), where they were asked for. */
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
  return items.toSorted((a, b) => timeOf(b) - timeOf(a));
}

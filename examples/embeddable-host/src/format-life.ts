// The life of tokens in words.

const units = [
  { seconds: 86_400, one: 'day', many: 'days' },
  { seconds: 3_600, one: 'hour', many: 'hours' },
  { seconds: 60, one: 'minute', many: 'minutes' },
  { seconds: 1, one: 'second', many: 'seconds' },
] as const;

/** A whole life in words, in the largest unit that divides it: `60 seconds`, `5 minutes`, `1 hour`, `30 days`. */
export function formatLife(seconds: number): string {
  const largest = units.find((unit) => seconds > 60 && seconds % unit.seconds === 0) ?? units[3];
  const count = seconds / largest.seconds;
  return `${count} ${count === 1 ? largest.one : largest.many}`;
}

// Durations as people read them.

/** A running countdown: `0:43`, `12:05`, `1:00:00`, `29 d 23:59:59`. Rounded up, so that `0:00` means it is over. */
export function formatCountdown(ms: number): string {
  const total = Math.max(0, Math.ceil(ms / 1000));
  const days = Math.floor(total / 86_400);
  const hours = Math.floor((total % 86_400) / 3_600);
  const minutes = Math.floor((total % 3_600) / 60);
  const seconds = pad(total % 60);
  if (days > 0) return `${days} d ${pad(hours)}:${pad(minutes)}:${seconds}`;
  return hours > 0 ? `${hours}:${pad(minutes)}:${seconds}` : `${minutes}:${seconds}`;
}

/** Where something is from now, for a table: `now`, `12 s ago`, `2:05 ago`, `in 31 s`. */
export function formatOffset(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000);
  if (seconds === 0) return 'now';
  const text = seconds < 60 ? `${seconds} s` : formatCountdown(seconds * 1000);
  return ms < 0 ? `${text} ago` : `in ${text}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

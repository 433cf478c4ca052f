// Watches how far the server's clock is from the device's: worth a word, and nothing else depends on it.

/** From here on a difference, or a change of it, is worth a word. */
const notableSeconds = 30;

/** @param tell called when there is a difference of half a minute or more, and it is another one than before */
export function createSkewWatch(tell: (seconds: number) => void): (seconds: number | null) => void {
  let known = 0;
  return (seconds) => {
    if (seconds === null || Math.abs(seconds - known) < notableSeconds) return;
    known = seconds;
    if (Math.abs(seconds) >= notableSeconds) tell(seconds);
  };
}

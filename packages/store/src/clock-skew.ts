// Watches how far the server's clock is from the device's: worth a word, and nothing else depends on it.

/** From here on a change is worth a word. */
const notableSeconds = 30;

/** @param tell called when the difference has changed by half a minute or more */
export function createSkewWatch(tell: (seconds: number) => void): (seconds: number | null) => void {
  let told = 0;
  return (seconds) => {
    if (seconds === null || Math.abs(seconds - told) < notableSeconds) return;
    told = seconds;
    tell(seconds);
  };
}

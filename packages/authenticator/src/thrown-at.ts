// Where an error was thrown, for a log that must not have the error's own words.

const longestName = 60;

const longestPlace = 160;

/** Where this package's modules are; `null` in a bundle, where they share a file with the app. */
const ownFolder = /^(?:file:\/\/)?(.*\/)thrown-at\.[jt]s$/.exec(import.meta.url ?? '')?.[1] ?? null;

/**
 * The first frame of the stack that is neither ours nor the runtime's, such as `load (file:///app/session.js:12:5)`.
 * `null` where there is none, or where the frames cannot be told from the message.
 */
export function thrownAt(error: Error): string | null {
  for (const line of framesOf(error)) {
    const frame = /^ {4}at (?:async )?(?:(.+) \()?(.+:\d+:\d+)\)?$/.exec(line);
    if (frame?.[2] === undefined || !isForeign(frame[2])) continue;
    const place = clean(frame[2].replace(/[?#].*(?=:\d+:\d+$)/, '')).slice(-longestPlace);
    return frame[1] === undefined ? place : `${clean(frame[1]).slice(0, longestName)} (${place})`;
  }
  return null;
}

/** The stack begins with the message, whose lines may look like frames. */
function framesOf({ name, message, stack }: Error): string[] {
  if (typeof stack !== 'string') return [];
  const head = `${message === '' ? name : message}\n`;
  const start = stack.indexOf(head);
  return start < 0 ? [] : stack.slice(start + head.length).split('\n');
}

/** A module in a data URL has its text for a name. */
function isForeign(place: string): boolean {
  return !/^(?:node|data):/.test(place) && (ownFolder === null || !place.includes(ownFolder));
}

/** Printable, and without the password of a module that was loaded over the network. */
function clean(text: string): string {
  return text.replace(/\/\/[^/]*@/, '//').replaceAll(/[^\x20-\x7e]+/g, '?');
}

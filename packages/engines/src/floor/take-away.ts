// Makes an old browser of a new one: takes away what came after the floor.
import type { NewerApis } from './newer-apis.js';

/** A script for the head of a page. What cannot be deleted, such as a part of `location`, stays. */
export function takeAway({ globals, places }: NewerApis): string {
  return `for (const [place, name] of ${JSON.stringify(places)}) {
  const [owner, prototype] = place.split('.');
  const target = owner === 'Window' ? window : prototype ? globalThis[owner]?.prototype : globalThis[owner];
  if (target !== undefined && target !== null) Reflect.deleteProperty(Object(target), name);
}
for (const name of ${JSON.stringify([...globals])}) Reflect.deleteProperty(window, name);`;
}

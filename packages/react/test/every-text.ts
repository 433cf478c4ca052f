// Searches a framework's whole tree, as its devtools and error reporters do.

/** Every text that a devtool can reach from here. */
export function everyText(from: object): string {
  const seen = new Set<object>();
  const found: string[] = [];
  const queue: unknown[] = [from];
  while (queue.length > 0) {
    const value = queue.pop();
    if (typeof value === 'string') found.push(value);
    if (typeof value !== 'object' || value === null || seen.has(value) || value instanceof Node) continue;
    seen.add(value);
    // A getter shows what is stored elsewhere, and React warns of some.
    for (const [key, { value: held }] of Object.entries(Object.getOwnPropertyDescriptors(value))) {
      queue.push(key, held);
    }
    if (value instanceof Map) queue.push(...value.entries());
  }
  return found.join('\n');
}

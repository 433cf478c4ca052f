// The secrets of a run, and their removal by value: before any reporter sees a text.

/** Knows what must not be told. */
export interface Secrets {
  /** @param label what stands in its place, for example `token#1` */
  add(value: string, label: string): void;
  /** The text with every known secret replaced, as it is, escaped for JSON or encoded for a URL. */
  clean(text: string): string;
  /** Whether the text holds one. */
  isIn(text: string): boolean;
}

/** Shorter values, such as those of a cookie for the language, are no secrets and would be found in ordinary words. */
const leastLength = 8;

export function createSecrets(): Secrets {
  const labels = new Map<string, string>();

  function add(value: string, label: string): void {
    if (value.length < leastLength) return;
    for (const form of [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)]) {
      if (!labels.has(form)) labels.set(form, label);
    }
  }

  /** The longest first: one may be a part of another. */
  const known = (): [string, string][] => [...labels].toSorted(([a], [b]) => b.length - a.length);

  return {
    add,
    clean: (text) => known().reduce((cleaned, [value, label]) => cleaned.replaceAll(value, label), text),
    isIn: (text) => known().some(([value]) => text.includes(value)),
  };
}

/** A copy of plain data in which every text is cleaned. */
export function cleanDeep<T>(value: T, secrets: Secrets): T {
  if (typeof value === 'string') return secrets.clean(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => cleanDeep(item, secrets)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cleanDeep(item, secrets)])) as T;
}

// Wraps a method of an object in layers, and takes nothing away but its own.

type Method<Arguments extends unknown[], Result> = (...args: Arguments) => Result;

/** What happens in the place of a method, which is passed in bound. */
type Layer<Arguments extends unknown[], Result> = (
  original: Method<Arguments, Result>,
  ...args: Arguments
) => Result;

/** Kept on the wrapper, so that all stores of a page, and all copies of this package, find it. */
const layersKey = Symbol.for('@mdh-tokens/store:layers');

interface Layers<Arguments extends unknown[], Result> {
  /** The innermost first. */
  list: readonly Layer<Arguments, Result>[];
  /** Puts the method back; where somebody else's wrapper lies over this one, it stays and only passes on. */
  restore(): void;
}

type Wrapped<Arguments extends unknown[], Result> = Method<Arguments, Result> & {
  [layersKey]?: Layers<Arguments, Result>;
};

/**
 * Lays `layer` around a method, on the instance. The first layer puts a wrapper there, the last that is taken off puts
 * the method back: stores that come and go in any order leave nothing behind.
 *
 * @returns takes the layer off
 */
export function wrapMethod<Arguments extends unknown[], Result>(
  target: object,
  name: string,
  layer: Layer<Arguments, Result>,
): () => void {
  const record = target as Record<string, Wrapped<Arguments, Result>>;
  const layers = record[name]![layersKey] ?? putWrapper(record, name);
  layers.list = [...layers.list, layer];
  return () => {
    layers.list = layers.list.filter((other) => other !== layer);
    if (layers.list.length === 0) layers.restore();
  };
}

function putWrapper<Arguments extends unknown[], Result>(
  record: Record<string, Wrapped<Arguments, Result>>,
  name: string,
): Layers<Arguments, Result> {
  const wasOwn = Object.prototype.hasOwnProperty.call(record, name);
  const before = record[name]!;

  /** A layer may go on when it, or one below it, has been taken off: that one is passed by. */
  function call(under: readonly Layer<Arguments, Result>[], args: Arguments): Result {
    const layer = under.at(-1);
    if (layer === undefined) return before.apply(record, args);
    const rest = under.slice(0, -1);
    return layers.list.includes(layer) ? layer((...more) => call(rest, more), ...args) : call(rest, args);
  }

  const wrapper: Wrapped<Arguments, Result> = (...args) => call(layers.list, args);
  const layers: Layers<Arguments, Result> = {
    list: [],
    restore() {
      if (record[name] !== wrapper) return;
      if (wasOwn) record[name] = before;
      else delete record[name];
    },
  };
  wrapper[layersKey] = layers;
  record[name] = wrapper;
  return layers;
}

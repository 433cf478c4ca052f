// Finds the parts of index.html that the views fill in.

/** The one element with this `id`, of the class expected. */
export function byId<Wanted extends Element>(id: string, wanted: new () => Wanted): Wanted {
  return checked(document.querySelector(`#${id}`), `#${id}`, wanted);
}

/** The one element with this `data-testid`. */
export function byTestId<Wanted extends Element>(id: string, wanted: new () => Wanted): Wanted {
  return checked(document.querySelector(`[data-testid="${id}"]`), id, wanted);
}

function checked<Wanted extends Element>(
  found: Element | null,
  name: string,
  wanted: new () => Wanted,
): Wanted {
  if (found instanceof wanted) return found;
  throw new TypeError(`index.html has no ${wanted.name} ${name}`);
}

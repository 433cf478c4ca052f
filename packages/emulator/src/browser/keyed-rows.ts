// Rows that follow a list and keep their elements, so that focus and selection survive an update.

/** Keeps the children of `parent` in step with a list. */
export class KeyedRows<Item> {
  readonly #rows = new Map<string, { row: HTMLElement; update: (item: Item) => void }>();
  readonly #parent: HTMLElement;
  readonly #create: (item: Item) => { row: HTMLElement; update: (item: Item) => void };

  /** @param create makes the element of an item, and says how a newer version of the item changes it */
  constructor(
    parent: HTMLElement,
    create: (item: Item) => { row: HTMLElement; update: (item: Item) => void },
  ) {
    this.#parent = parent;
    this.#create = create;
  }

  show(items: readonly Item[], keyOf: (item: Item) => string): void {
    const keys = new Set(items.map((item) => keyOf(item)));
    for (const [key, { row }] of this.#rows) {
      if (keys.has(key)) continue;
      row.remove();
      this.#rows.delete(key);
    }
    let next: ChildNode | null = this.#parent.firstChild;
    for (const item of items) {
      const known = this.#rows.get(keyOf(item)) ?? this.#add(item, keyOf(item));
      known.update(item);
      if (known.row === next) next = next.nextSibling;
      else this.#parent.insertBefore(known.row, next);
    }
  }

  #add(item: Item, key: string): { row: HTMLElement; update: (item: Item) => void } {
    const made = this.#create(item);
    this.#rows.set(key, made);
    return made;
  }
}

// What will happen in the world, by true time.

interface Entry {
  readonly at: number;
  readonly order: number;
  readonly happen: () => void;
}

export interface Agenda {
  add(at: number, happen: () => void): void;
  /** When the next entry is due; Infinity where there is none. */
  nextAt(): number;
  /** Takes the next entry out and makes it happen. */
  happen(): void;
}

/** A binary heap; entries of the same moment happen in the order in which they were added. */
export function createAgenda(): Agenda {
  const heap: Entry[] = [];
  let added = 0;

  function isBefore(one: Entry, other: Entry): boolean {
    return one.at < other.at || (one.at === other.at && one.order < other.order);
  }

  function rise(entry: Entry): void {
    let place = heap.length;
    heap.push(entry);
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!isBefore(entry, heap[parent]!)) break;
      heap[place] = heap[parent]!;
      place = parent;
    }
    heap[place] = entry;
  }

  function sink(entry: Entry): void {
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child += 1;
      if (!isBefore(heap[child]!, entry)) break;
      heap[place] = heap[child]!;
      place = child;
    }
    heap[place] = entry;
  }

  return {
    add: (at, happen) => rise({ at, order: (added += 1), happen }),
    nextAt: () => heap[0]?.at ?? Number.POSITIVE_INFINITY,
    happen() {
      const [first] = heap;
      const last = heap.pop();
      if (first === undefined || last === undefined) return;
      if (heap.length > 0) sink(last);
      first.happen();
    },
  };
}

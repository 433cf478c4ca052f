// Which pages call in which second.

export interface Agenda {
  /** Puts a page into the second of its next call; one that lies beyond the end is left out. */
  add(page: number, at: number): void;
  /** Second after second, those that are added on the way included. */
  run(handle: (page: number, second: number) => void): void;
}

/** A linked list for each second. Two calls of a page are a second apart: none is added to the second at hand. */
export function createAgenda(seconds: number, pages: number): Agenda {
  const none = -1;
  const firstOf = new Int32Array(seconds).fill(none);
  const nextTo = new Int32Array(pages);
  return {
    add(page, at) {
      const second = Math.floor(at / 1000);
      if (second >= seconds) return;
      nextTo[page] = firstOf[second]!;
      firstOf[second] = page;
    },
    run(handle) {
      for (let second = 0; second < seconds; second += 1) {
        let page = firstOf[second]!;
        while (page !== none) {
          const next = nextTo[page]!;
          handle(page, second);
          page = next;
        }
      }
    },
  };
}

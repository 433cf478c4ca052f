// A BroadcastChannel on the page's timers: Node's own delivers in real time, which virtual time does not wait for.

const deliveryMs = 1;

/** @returns a class whose instances hear each other, as those of one browser do */
export function createVirtualChannel(): typeof BroadcastChannel {
  const open = new Set<VirtualChannel>();

  class VirtualChannel extends EventTarget {
    constructor(readonly name: string) {
      super();
      open.add(this);
    }

    postMessage(message: unknown): void {
      const data: unknown = structuredClone(message);
      for (const other of open) {
        if (other === this || other.name !== this.name) continue;
        setTimeout(() => {
          if (open.has(other)) other.dispatchEvent(new MessageEvent('message', { data }));
        }, deliveryMs);
      }
    }

    close(): void {
      open.delete(this);
    }
  }
  return VirtualChannel as unknown as typeof BroadcastChannel;
}

// Everything that a store supplies with its token.
import type { Barred } from '../core/events.js';
import { reporting, type Platform } from '../platform/platform.js';
import type { SinkAdapter, SinkToken } from './token-sink.js';

export class Sinks {
  private readonly byReceiver = new Map<object, SinkAdapter>();

  constructor(private readonly platform: Platform) {}

  get(receiver: object): SinkAdapter | undefined {
    return this.byReceiver.get(receiver);
  }

  add(sink: SinkAdapter): void {
    this.byReceiver.set(sink.receiver, sink);
  }

  /** @returns whether it was there */
  remove(sink: SinkAdapter): boolean {
    return this.byReceiver.get(sink.receiver) === sink && this.byReceiver.delete(sink.receiver);
  }

  /** Why the store must not run. */
  bars(): Barred | null {
    let barred: Barred | null = null;
    this.each((sink) => (barred ??= sink.bars?.() ?? null));
    return barred;
  }

  /** @throws what one of them throws */
  claim(): void {
    for (const sink of this.byReceiver.values()) sink.claim?.();
  }

  handOver(token: SinkToken): void {
    this.each((sink) => sink.handOver(token));
  }

  drop(): void {
    this.each((sink) => sink.drop());
  }

  release(): void {
    this.each((sink) => sink.release?.());
  }

  /** One that throws is reported, and keeps nobody else from the token. */
  private each(use: (sink: SinkAdapter) => void): void {
    for (const sink of this.byReceiver.values()) reporting(this.platform, () => use(sink));
  }
}

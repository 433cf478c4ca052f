// Which handler is measured, and with what around it.

/** In the order of the tables. */
export const handlerNames = ['bare undici', 'bare fetch', 'naive', 'cache off', 'cache on'] as const;

export type HandlerName = (typeof handlerNames)[number];

/** What a handler process is told. */
export interface HandlerSpec {
  readonly name: HandlerName;
  /** Who takes turns in being signed in: a request, a participant. */
  readonly participants: number;
  /** Whether the authenticator's rate limiter counts without ever having to refuse. */
  readonly isUnlimited?: boolean;
}

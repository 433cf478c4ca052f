// The part that shares with other tabs: fetched where an app shares, and used as soon as it is there.
import type { TokenError } from '../../core/token-error.js';
import type { TabShare, TabShareHost } from './tab-share.js';

/** Gets the part: at once, or from a file of its own. Asked again after a failure. */
export type TabLoader = () => typeof TabShare | Promise<typeof TabShare>;

/** What a store shares with. */
export interface Sharing {
  /** What the tabs that share have in common. */
  readonly identity: readonly string[];
  readonly load: TabLoader;
}

type Use = (share: TabShare) => void;

/**
 * Fails open: while the part is on its way, what is to be said waits for it; where it cannot be fetched, this page works
 * alone, and each further use tries again.
 */
export class Tabs {
  private share: TabShare | null = null;
  private isLoading = false;
  private isOpen = false;
  private waiting: Use[] = [];
  /** The last failure or sign-out that the others have not been told: it is not lost with a failed try. */
  private news: Use | null = null;

  constructor(
    private readonly host: TabShareHost,
    private readonly sharing: Sharing,
  ) {
    this.load();
  }

  open(): void {
    this.isOpen = true;
    this.use(({ line }) => line.open());
  }

  close(): void {
    this.isOpen = false;
    this.use(({ line }) => line.close());
  }

  tellFailure(error: TokenError, agoMs: number): void {
    const happenedAt = this.host.now() - agoMs;
    // By the time that the part is here, another user may have signed in.
    const then = this.host.core();
    const news: Use = (share) => share.tellFailure(error, Math.max(this.host.now() - happenedAt, 0), then);
    if (this.share === null) this.news = news;
    this.use(news);
  }

  use(act: Use): void {
    if (this.share !== null) return act(this.share);
    this.waiting.push(act);
    this.load();
  }

  private load(): void {
    if (this.isLoading) return;
    const part = this.sharing.load();
    if (!(part instanceof Promise)) return this.arrive(part);
    this.isLoading = true;
    part.then(
      (arrived) => this.arrive(arrived),
      () => this.workAlone(),
    );
  }

  private arrive(Part: typeof TabShare): void {
    const share = new Part(this.host, this.sharing.identity);
    this.share = share;
    if (this.isOpen) share.line.open();
    const { news, waiting } = this;
    if (news !== null && !waiting.includes(news)) news(share);
    for (const act of waiting.splice(0)) act(share);
  }

  /** A store that waits for its turn is given it: the absence of the part is no reason to fail a call. */
  private workAlone(): void {
    this.isLoading = false;
    this.waiting = [];
    this.host.turn();
  }
}

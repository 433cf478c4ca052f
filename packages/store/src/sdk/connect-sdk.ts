// Keeps the MyDataHelps SDK supplied with a store's token.
import type { Barred } from '../core/events.js';
import type { TokenError } from '../core/token-error.js';
import { badOption, fault } from '../core/fault.js';
import type { SinkAdapter, SinkToken, Supply } from '../engine/token-sink.js';
import type { TokenStore } from '../engine/token-store.js';
import { reporting } from '../platform/platform.js';
import { sdkBaseUrl } from '../sources/secure-url.js';
import { installGate } from './gate.js';
import { handToSdk, isReplaced, takeFromSdk, tellHost } from './hand-off.js';
import { hostedError, isHostedByPlatform } from './hosted.js';
import { isInUse, isOwnedBy, leaveSdk, sdkInUse, takeSdk, type SdkOwner } from './owner.js';
import type { ParticipantSdk } from './participant-sdk.js';

/** Options of `connectSdk`. */
export interface ConnectSdkOptions {
  /** MyDataHelps' base URL for this SDK. Default: the store's. */
  baseUrl?: string | undefined;
  /**
   * Whether the SDK's calls are led through the store: they wait for a valid token, and a 401 is answered by a new
   * token and one replay. Default `true`; with `false` the SDK is only handed the tokens.
   */
  intercept?: boolean | undefined;
  /** Whether MyDataHelps shows the page and manages the token itself. Default `'detect'`. */
  hosted?: boolean | 'detect' | undefined;
  /**
   * Whether the SDK's listeners of `applicationDidBecomeVisible` are told once when a token is back after calls were
   * rejected for want of one: the vendor's components ask again on it. Default `true`.
   */
  reviveComponents?: boolean | undefined;
}

/**
 * Keeps the MyDataHelps SDK supplied with the store's token: handed over whenever it is new, with the life that is
 * left; taken away on sign-out and stop. An SDK belongs to one started store at a time: `start()` of a second one
 * rejects with `sdk_in_use`.
 *
 * @returns disconnect: takes the token from the SDK and puts its methods back
 * @throws TokenError `invalid_option`; `sdk_in_use` if the store is started and another one has the SDK
 */
export function connectSdk(
  store: TokenStore,
  sdk: ParticipantSdk,
  options: ConnectSdkOptions = {},
): () => void {
  if (typeof sdk?.setParticipantAccessToken !== 'function') {
    throw badOption('not_the_sdk');
  }
  if (typeof store?.connect !== 'function') {
    throw badOption('not_a_store');
  }
  return store.connect((supply) => new SdkConnection(sdk, supply, options));
}

class SdkConnection implements SinkAdapter, SdkOwner {
  private readonly baseUrl: string;
  private readonly intercepts: boolean;
  private readonly revives: boolean;
  private readonly isHosted: boolean;
  private removeGate: (() => void) | null = null;
  /** Calls were rejected for want of a token since the last one. */
  private hasStarved = false;
  /** That other code has taken the token in hand away. Once is enough. */
  private toldReplaced = false;

  constructor(
    readonly receiver: ParticipantSdk,
    private readonly supply: Supply,
    { baseUrl, intercept = true, hosted = 'detect', reviveComponents = true }: ConnectSdkOptions,
  ) {
    this.baseUrl = baseUrl === undefined ? supply.baseUrl : sdkBaseUrl(baseUrl);
    this.intercepts = intercept;
    this.revives = reviveComponents;
    this.isHosted = hosted === 'detect' ? isHostedByPlatform(supply.platform.pageHost()) : hosted;
    if (!this.isHosted && !isInUse(receiver, this)) this.prepare();
  }

  bars(): Barred | null {
    if (this.isHosted) return { status: 'hosted', error: hostedError() };
    return isInUse(this.receiver, this) ? { status: 'failed', error: sdkInUse() } : null;
  }

  claim(): void {
    takeSdk(this.receiver, this);
    this.prepare();
    this.tellWhatIsOdd();
    // Only a hint, so that an SDK that cannot give it is supplied all the same.
    reporting(this.supply.platform, () => this.receiver.on('tokenWillExpire', this.onHint));
  }

  handOver({ accessToken }: SinkToken): void {
    // Where one sink could not be claimed, those behind it have not been: the run ends at once.
    if (!isOwnedBy(this.receiver, this)) return;
    this.toldReplaced = false;
    handToSdk(this.receiver, accessToken, this.supply, this.baseUrl);
    if (this.hasStarved) this.revive();
  }

  drop(): void {
    if (isOwnedBy(this.receiver, this)) takeFromSdk(this.receiver);
  }

  /** The gate stays, so that calls after `stop()` are told what to do. */
  release(): void {
    if (isOwnedBy(this.receiver, this)) this.receiver.off('tokenWillExpire', this.onHint);
  }

  /** An SDK that throws when it is let go is free all the same. */
  close(): void {
    try {
      this.release();
    } finally {
      this.displaced();
      leaveSdk(this.receiver, this);
    }
  }

  giveWay(): boolean {
    return this.supply.giveWay();
  }

  displaced(): void {
    this.drop();
    this.removeGate?.();
    this.removeGate = null;
  }

  /** @throws TokenError `invalid_option` */
  private prepare(): void {
    try {
      tellHost(this.receiver, this.baseUrl);
      if (!this.intercepts) return;
      takeSdk(this.receiver, this);
      this.removeGate ??= installGate(this.receiver, this.supply, {
        failed: (error) => (this.hasStarved ||= (error as TokenError | null)?.code === 'timeout'),
        passing: () => this.putBack(),
      });
    } catch (cause) {
      // Where there is no gate, nobody could take it down for the next store.
      if (this.removeGate === null) leaveSdk(this.receiver, this);
      throw fault('invalid_option', 'sdk_threw', { cause });
    }
  }

  private tellWhatIsOdd(): void {
    const { supply, receiver } = this;
    for (const missing of missingIn(receiver, this.intercepts)) supply.diagnose('sdk_outdated', { missing });
    const { sdk: onPage } = supply.platform.pageHost();
    if (onPage != null && onPage.constructor !== receiver.constructor) supply.diagnose('sdk_copies');
  }

  /**
   * Other code may have taken the token from the SDK, as older vendor code does on a 401. A call that was waiting when
   * the SDK was disconnected brings it nothing: it may be another store's by now.
   */
  private putBack(): void {
    const { supply, receiver, baseUrl } = this;
    const accessToken = isOwnedBy(receiver, this) ? supply.peek() : null;
    if (accessToken === null || !isReplaced(receiver, accessToken, baseUrl)) return;
    if (!this.toldReplaced) supply.diagnose('sdk_token_replaced');
    receiver.baseUrl = baseUrl;
    supply.handOverTo(this);
    this.toldReplaced = true;
  }

  /** The vendor's components ask again when the app becomes visible, and at no other moment. */
  private revive(): void {
    const { supply, receiver } = this;
    this.hasStarved = false;
    if (!this.revives) return;
    supply.platform.inMicrotask(() =>
      reporting(supply.platform, () => receiver.triggerEvent?.({ type: 'applicationDidBecomeVisible' })),
    );
  }

  private readonly onHint = (): void => this.supply.dispatch({ type: 'hint' });
}

/** What an old SDK lacks: without `makeRequest` a 401 is not answered by a new token. */
function missingIn(sdk: ParticipantSdk, intercepts: boolean): string[] {
  return ['enableStandaloneMode', ...(intercepts ? ['makeRequest'] : [])].filter(
    (name) => typeof (sdk as unknown as Record<string, unknown>)[name] !== 'function',
  );
}

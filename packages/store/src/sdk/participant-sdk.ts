// What the store uses of the MyDataHelps SDK: its public members only, so that the SDK is never imported.

/** The token as the SDK documents it: exactly these three fields, since the whole object reaches a survey's frame. */
export interface SdkToken {
  access_token: string;
  expires_in: number;
  token_type: string;
}

/**
 * The MyDataHelps SDK (`@careevolution/mydatahelps-js`), typed by its shape: pass the package's default export.
 */
export interface ParticipantSdk {
  baseUrl: string;
  token: SdkToken;
  tokenExpires: number;
  connect(): Promise<void>;
  setParticipantAccessToken(token: SdkToken, baseUrl?: string): void;
  on(eventName: 'tokenWillExpire', callback: (event: unknown) => void): void;
  off(eventName: 'tokenWillExpire', callback: (event: unknown) => void): void;
  /** Older SDKs lack it, or ignore the base URL. */
  enableStandaloneMode?(embeddedMode?: boolean, baseUrl?: string): void;
  triggerEvent?(event: { type: string }): void;
}

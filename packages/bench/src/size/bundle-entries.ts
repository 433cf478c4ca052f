// What a page imports for its supply of tokens: ours, the libraries within it, and one entry a peer.

export interface BundleEntry {
  /** The npm package whose version counts. */
  readonly packageName: string;
  /** What of it the page needs. */
  readonly imported: string;
}

export const ourEntry: BundleEntry = { packageName: '@mdh-tokens/store', imported: '*' };

export const bundleEntries: readonly BundleEntry[] = [
  ourEntry,
  { packageName: 'rxjs', imported: 'BehaviorSubject' },
  { packageName: 'rxjs', imported: 'Observable' },
  { packageName: 'mitt', imported: 'default' },
  { packageName: '@careevolution/mydatahelps-js', imported: 'default' },
  { packageName: 'keycloak-js', imported: 'default' },
  { packageName: 'oidc-client-ts', imported: 'UserManager' },
  { packageName: '@azure/communication-common', imported: 'AzureCommunicationTokenCredential' },
  { packageName: '@supabase/auth-js', imported: 'GoTrueClient' },
  { packageName: '@okta/okta-auth-js', imported: 'OktaAuth' },
  { packageName: '@auth0/auth0-spa-js', imported: 'Auth0Client' },
  { packageName: '@azure/msal-browser', imported: 'PublicClientApplication' },
  { packageName: 'livekit-client', imported: 'TokenSource' },
];

/** The module that a page would write. */
export function moduleOf({ packageName, imported }: BundleEntry): string {
  const names = imported === '*' ? '*' : `{ ${imported} }`;
  return `export ${names} from '${packageName}'`;
}

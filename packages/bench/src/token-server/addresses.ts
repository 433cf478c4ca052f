// Where the servers of the clients are. The token endpoint of each is the authenticator.

export const authenticatorUrl = 'https://app.example/token';
export const goTrueUrl = 'https://gotrue.example';
/** The domain of OAuth servers. */
export const identityDomain = 'id.example';
export const clientId = 'bench';
/** The SDK's default. */
export const apiBaseUrl = 'https://mydatahelps.org/';

// Made once for the life of the process, which serves many calls: it holds the tokens.
import { createTokenExchange } from '@mdh-tokens/authenticator';

export const exchange = createTokenExchange({
  serviceAccount: process.env.MDH_SERVICE_ACCOUNT ?? '',
  privateKey: process.env.MDH_PRIVATE_KEY ?? '',
  projectId: process.env.MDH_PROJECT_ID,
  baseUrl: process.env.MDH_BASE_URL,
});

// Made once for the life of the process, which serves many calls: it holds the tokens.
import { createTokenExchange, exchangeOptionsFrom } from '@mdh-tokens/authenticator';

export const exchange = createTokenExchange(exchangeOptionsFrom(process.env));

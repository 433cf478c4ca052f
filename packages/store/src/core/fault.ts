// Errors whose words a production build leaves out.
import { textOf, type TextName } from '#texts';
import { TokenError, type TokenErrorCode, type TokenErrorDetails } from './token-error.js';

interface FaultDetails extends Omit<TokenErrorDetails, 'hint'> {
  /** What the text has its places for. */
  readonly facts?: readonly (string | number)[];
}

export function fault<Code extends TokenErrorCode>(
  code: Code,
  text: TextName,
  { facts = [], ...details }: FaultDetails = {},
): TokenError<Code> {
  const [message, hint] = textOf(text, ...facts);
  return new TokenError(code, message, { ...details, hint });
}

/** An argument of the app that cannot be used. */
export function badOption(text: TextName, option = ''): TokenError {
  return fault('invalid_option', text, { facts: [option] });
}

// The sentences behind the diagnostic codes.
import type { DiagnosticCode } from '../core/actions.js';

const messages: Readonly<Record<DiagnosticCode, string>> = {
  no_progress: 'the answer brings no later token: look at the caching of the authenticator',
  call_budget: 'too many calls: something asks for tokens far too often',
  min_validity_unreachable: 'minValiditySeconds is too near to the whole life of a token',
  rejected_again: 'MyDataHelps refuses the new token as well: look at its scopes and at the endpoint',
  clock_jump: 'the clock of this device was set back or forward, or the device slept',
  clock_skew: "this device's clock is not the server's; the store does not rely on it",
  answer_note: 'the store understood the answer, but the server should mend it',
  tab_message_dropped: 'the store did not take a message of another tab',
  hosted: 'MyDataHelps hosts this page and manages its token: the store does nothing',
  sdk_missing: 'the option sdk is undefined: no SDK is supplied. Was it read before its script had run?',
  sdk_outdated: 'this SDK lacks something that the store uses',
  sdk_copies: 'another copy of the SDK is on this page: its calls have no token',
  sdk_token_replaced: 'other code had put another token or host into the SDK; the store has put its own back',
};

export function diagnosticMessage(code: DiagnosticCode): string {
  return messages[code];
}

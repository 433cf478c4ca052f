// The sentences behind the diagnostic codes.
import type { DiagnosticCode } from './core/actions.js';

export const diagnosticMessages: Readonly<Record<DiagnosticCode, string>> = {
  no_progress: 'the answer brings no later token: look at the caching of the authenticator',
  call_budget: 'too many calls: something asks for tokens far too often',
  min_validity_unreachable: 'minValiditySeconds is too near to the whole life of a token',
  rejected_again: 'the new token is refused as well: look at its scopes and at the endpoint',
  clock_jump: 'the clock of this device was set back',
  clock_skew: "this device's clock is not the server's; the store does not rely on it",
  answer_note: 'the answer was understood, but should be mended on the server',
  tab_message_dropped: 'a message of another tab was not taken',
  hosted: 'MyDataHelps hosts this page and manages its token: the store does nothing',
  sdk_outdated: 'this SDK lacks something that the store uses',
};

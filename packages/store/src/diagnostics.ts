// The sentences behind the diagnostic codes.
import type { DiagnosticCode } from './core/actions.js';

export const diagnosticMessages: Readonly<Record<DiagnosticCode, string>> = {
  no_progress:
    'the answer brings no progress (the same token, or one that ends no later): look at the caching of the authenticator',
  call_budget: 'the budget of calls is used up: something asks for tokens far too often',
  min_validity_unreachable: 'no token lives as long as minValiditySeconds asks for',
  rejected_again: 'a new token is refused like the one before: look at scopes and at the endpoint',
  clock_jump: 'the clock was set, or the machine slept',
  clock_skew: 'the clock of this device differs from the server’s; the store does not rely on it',
  answer_note: 'the answer was understood, but should be mended on the server',
  tab_message_dropped: 'a message of another tab was not taken',
  hosted: 'MyDataHelps hosts this page and manages its token: the store does nothing',
  sdk_outdated: 'this version of the SDK lacks something that the store uses',
};

// What went wrong and what to do about it, in sentences. A production build leaves this module out (../platform/texts/no-texts.ts).
export { hintForAnswer, problemOfAnswer, problemOfTokenResponse } from '@mdh-tokens/contract/hints';

/** What an error or a diagnostic says: a message, and a hint if there is more to say. `%` stands for a fact. */
const texts = {
  aborted: ['the caller aborted its wait for a token'],
  stopped: ['the store was stopped', 'start() begins again.'],
  signed_out: ['the user has signed out', 'After a sign-in, call start().'],
  sdk_threw: ['the SDK cannot be prepared: one of its methods threw'],
  not_a_url: ['% is not a URL'],
  not_a_url_here: ['% is not a URL', 'Outside a page it has to be absolute: https://…'],
  insecure: [
    '% must be https, or http on this machine (localhost)',
    'A token sent over plain http can be read on the way.',
  ],
  insecure_page: [
    '% must be https, or http on this machine (localhost)',
    'This page itself is plain http: serve it over https, or open it as localhost.',
  ],
  bad_base: ['baseUrl must not have a query, a fragment or a user'],
  no_error: ['status % was thrown, but is no error'],
  unusable: [
    "the authenticator's answer cannot be used: %",
    'Return the answer of the MyDataHelps token endpoint as it is, or the Response of your server.',
  ],
  unreachable: [
    'the authenticator could not be reached',
    'Check that it runs and, if it is on another origin, that it answers CORS for this page. A function may throw tokenErrorOf(status) to say more.',
  ],
  headers_threw: [
    'the function for the headers threw',
    'See error.cause. The store asks it again at the next try.',
  ],
  source_threw: [
    'the authenticator function threw',
    'See error.cause. The function may throw tokenErrorOf(status) to say what the answer was.',
  ],
  offline: ['the browser is offline'],
  seconds_or_0: ['% must be a number of seconds, 0 or more'],
  seconds: ['% must be a number of seconds above 0'],
  no_options: ['createTokenStore needs at least { authenticator }'],
  a_function: ['% must be a function'],
  a_promise: ['% must be a promise'],
  a_source: ['authenticator must be a URL or a function'],
  a_signal: ['signal must be an AbortSignal'],
  bad_credentials: ['credentials must be "omit", "same-origin" or "include"'],
  bad_share: ['share must be a key of the signed-in session, as text'],
  bad_headers: ['headers cannot be sent'],
  outside_base: [
    'fetch sends the token only to URLs under baseUrl',
    'Use the page’s own fetch for everything else.',
  ],
  not_in_time: ['no token came in time', 'Last failure: %. %'],
  still_calling: ['no token came in time', 'The call to the authenticator is still on its way.'],
  told_to_wait: ['no token came in time', 'The authenticator has asked to wait (Retry-After).'],
  other_tab: ['no token came in time', 'Another tab may be calling: this one waits for its turn.'],
  no_answer: ['the authenticator did not answer within % s', 'timeoutSeconds sets how long the store waits.'],
  no_answer_cycle: [
    'the authenticator did not answer within % s',
    'timeoutSeconds sets how long the store waits. If the authenticator function, or an interceptor of its HTTP client, awaits getToken() of this store, it waits for itself. A sign-in dialog of the browser (WWW-Authenticate: Basic) holds a call up as well.',
  ],
  refused_again: [
    'the authenticator answered with the token that MyDataHelps refused',
    'The next call says "rejected", which tells the authenticator to bypass its cache.',
  ],
  participant_changed: [
    'the authenticator answered for another participant',
    'Another user has signed in. Clear the data of the last one, then call start().',
  ],
  dead_on_arrival: [
    'the answer took longer than the life of its token',
    'expires_in must be what is left at the date of the answer.',
  ],
  refused_call: [
    'MyDataHelps refused the token of % % with 401',
    'A new token did not help, or the request could not be repeated. Look at the scopes of the token, and at whether the authenticator answers with a token that was revoked.',
  ],
  is_hosted: [
    'MyDataHelps shows this page and manages its token itself',
    'The SDK has its token. If your app hosts this page, pass { hosted: false } to connectSdk.',
  ],
  sdk_in_use: [
    'another started store supplies this SDK',
    'Make one store for each page, or stop() the other one first.',
  ],
  not_the_sdk: [
    'sdk is not the MyDataHelps SDK',
    'Pass the default export of @careevolution/mydatahelps-js.',
  ],
  not_a_store: ['store was not made by createTokenStore'],
  no_progress: ['the answer brings no later token: check the caches of the authenticator'],
  call_budget: ['30 calls in a minute: look for code that asks in a loop'],
  min_validity_unreachable: ['minValiditySeconds is more than a new token has left'],
  rejected_again: ['MyDataHelps refuses the new token as well: look at its scopes and at the endpoint'],
  clock_jump: ['the clock of this device was set back or forward, or the device slept'],
  clock_skew: ["this device's clock is not the server's; the store does not rely on it"],
  answer_note: ['the authenticator should correct its answer: see details.note'],
  tab_message_dropped: ['a message of another tab was ignored: see details.why'],
  hosted: ['MyDataHelps hosts this page and manages its token: the store does nothing'],
  sdk_missing: ['the option sdk is undefined: create the store after the script of the SDK has run'],
  sdk_outdated: ['update the SDK: it lacks the method in details.missing'],
  sdk_copies: ['the page has a second copy of the SDK, which gets no token'],
  sdk_token_replaced: ['other code had changed the token or host of the SDK; the store has put its own back'],
} as const;

export type TextName = keyof typeof texts;

/** @param facts what stands in the place of each `%`: numbers, and words that are no secret */
export function textOf(name: TextName, ...facts: readonly (string | number)[]): readonly [string, string] {
  const [message, hint = ''] = texts[name] as readonly string[];
  let used = 0;
  const fill = (text: string) => text.replaceAll('%', () => String(facts[used++]));
  return [fill(message!), fill(hint)];
}

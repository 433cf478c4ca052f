// What the authenticator does with a call.

/** `cached`: the token of the last answer again, until it ends. */
export type Deed = 'token' | 'cached' | 'hang' | 401 | 503;

/** @param call how many calls there were with this one, and when it arrived in true milliseconds */
export type Behaviour = (call: { readonly number: number; readonly atMs: number }) => Deed;

export const alwaysAnswers: Behaviour = () => 'token';

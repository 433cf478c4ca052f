// Likely causes of an answer that is no token.
import type { AuthenticatorHttpAnswer } from './read-authenticator-answer.js';

const sessionAnswers = 'Where the session has ended, answer 401 with JSON.';

const causes: Readonly<Record<number, string>> = {
  301: `A slash too many or too few at the end of the URL, http instead of https, or a login page. ${sessionAnswers}`,
  302: `This is what a login page does: a page cannot follow it. ${sessionAnswers}`,
  303: `This is what a login page does: a page cannot follow it. ${sessionAnswers}`,
  307: 'http instead of https, or a slash too many or too few at the end of the URL.',
  308: 'A slash too many or too few at the end of the URL: use the exact path, since redirects are not followed.',
  400: 'The framework or a firewall refused the request: does its JSON reader insist on a body, or on other fields?',
  401: 'Sign the user in again, then call start(). To another origin, cookies go with credentials: "include" only.',
  404: 'Check the URL of the authenticator: path, prefix of the app, slash at its end.',
  405: 'The path exists, but not for POST: check the method of the route.',
  407: 'A proxy on the way wants to be told who asks.',
  413: 'Something before the authenticator refuses bodies of a few bytes: check its limits.',
  415: 'The framework refuses the content type application/json: let the route accept it, and an empty body.',
  419: `Laravel answers 419 where the CSRF token is missing or the session has ended: exempt the route, or send the token in a header. ${sessionAnswers}`,
  422: 'Rails and FastAPI answer 422 where a CSRF token or a field is missing: the body is {"reason": …} or empty.',
  431: 'The cookies have grown too large for the server.',
  440: `IIS answers 440 where the session has ended. ${sessionAnswers}`,
  498: `Some gateways answer 498 where the session’s token has ended. ${sessionAnswers}`,
  511: 'A network that wants a sign-in of its own (a captive portal) answered.',
};

/**
 * The likely cause of an answer that `readAuthenticatorAnswer` did not take, and what to do; empty where nothing more is
 * known than `problemOfAnswer` says. Repeats no text of the answer.
 */
export function hintForAnswer({ status, contentType, body }: AuthenticatorHttpAnswer): string {
  if (status === 0) {
    return `A login page, or a slash too many or too few at the end of the URL: redirects are not followed. ${sessionAnswers}`;
  }
  const text = body.trim();
  const isJson = /^[{["]/.test(text);
  if (status >= 200 && status < 300) return hintForSuccess(text, isJson, /html/i.test(contentType ?? ''));
  if (status === 403) return hintForForbidden(text, isJson);
  if (causes[status] !== undefined) return causes[status];
  if (status >= 300 && status < 400) return `A login page may have answered. ${sessionAnswers}`;
  if (status === 408 || status === 425 || status >= 500) {
    if (isJson) return 'The log of the authenticator says more.';
    return status === 500
      ? 'The authenticator failed, and its framework answered: its log says more.'
      : 'A proxy may have answered: does the authenticator run?';
  }
  return status === 429 ? '' : 'Check the URL of the authenticator, and that it answers POST.';
}

function hintForSuccess(text: string, isJson: boolean, isHtml: boolean): string {
  if (text === '') return 'The route answers nothing: does it return what it made?';
  if (/<input[^>]+type=["']?password|log.?in|sign.?in/i.test(text) && !isJson) {
    return `A login page answered for the authenticator. ${sessionAnswers}`;
  }
  if (isHtml || text.startsWith('<')) {
    return 'A page of the app, such as its login page or the index.html of a single-page app, may have answered for the authenticator.';
  }
  if (text.startsWith("{'"))
    return 'This is a Python dictionary as text: answer it as JSON (jsonify, JsonResponse).';
  return 'Pass on the answer of the MyDataHelps token endpoint as it is, as JSON.';
}

function hintForForbidden(text: string, isJson: boolean): string {
  if (/csrf|xsrf|forgery/i.test(text)) {
    return 'The framework wants a CSRF token: exempt the route and check Origin and Sec-Fetch-Site instead, or send the token in a header.';
  }
  if (/"error"\s*:\s*"forbidden"/.test(text)) {
    return 'This user has no participant, or this origin is not allowed. The log of the authenticator says which.';
  }
  return isJson
    ? 'A firewall or a gateway may have answered: the authenticator itself says { "error": "forbidden" }.'
    : 'A firewall, a proxy or a login page may have answered for the authenticator.';
}

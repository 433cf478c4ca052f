// Sends HttpClient's calls to MyDataHelps with the token.
import type { HttpErrorResponse, HttpEvent, HttpInterceptorFn, HttpRequest } from '@angular/common/http';
import type { TokenStore } from '@mdh-tokens/store';
import { catchError, defer, finalize, switchMap, type Observable } from 'rxjs';
import { injectTokenStore } from './inject-token-store.js';
import { isInBrowser } from './is-in-browser.js';
import { isOver } from './is-over.js';

/**
 * For `provideHttpClient(withInterceptors([tokenInterceptor()]))`. A call under `baseUrl` waits for a valid token and
 * carries it; every other call goes as it is. After a 401 the call is sent once more with a new token, unless it is a
 * write under `custom/`, or the participant has gone meanwhile. It never navigates: for a sign-in page, listen to
 * `signed-out`. A call rejects with a TokenError if no token can be had. On a server nothing is added.
 *
 * @param baseUrl of MyDataHelps; compared as parsed URLs are
 */
export function tokenInterceptor(baseUrl = 'https://mydatahelps.org/'): HttpInterceptorFn {
  // As parsed, and with the slash: no other host begins so.
  const base = new URL(baseUrl).href.replace(/\/?$/, '/');
  return (request, next) => {
    const isMine = isInBrowser() && new URL(request.url, document.baseURI).href.startsWith(base);
    return isMine ? withToken(injectTokenStore(), request, next) : next(request);
  };
}

function withToken(
  store: TokenStore,
  request: HttpRequest<unknown>,
  next: (request: HttpRequest<unknown>) => Observable<HttpEvent<unknown>>,
): Observable<HttpEvent<unknown>> {
  return defer(() => {
    const leaving = new AbortController();
    let hasGone = false;
    const ignore = store.on('state', (state) => (hasGone ||= isOver(state)));
    const send = (isLast = false): Observable<HttpEvent<unknown>> =>
      defer(() => store.getToken({ signal: leaving.signal })).pipe(
        switchMap((token) => {
          const answer = next(request.clone({ setHeaders: { Authorization: `Bearer ${token}` } }));
          return answer.pipe(
            catchError((error: HttpErrorResponse) => {
              // A request is never repeated as somebody else.
              if (isLast || hasGone || error.status !== 401) throw error;
              store.invalidate(token);
              if (!mayRepeat(request)) throw error;
              return send(true);
            }),
          );
        }),
      );
    return send().pipe(
      finalize(() => {
        ignore();
        leaving.abort();
      }),
    );
  });
}

/** Under `custom/` the project defines what a write means. A `%` could hide that word. */
function mayRepeat({ method, url }: HttpRequest<unknown>): boolean {
  return method === 'GET' || !/custom|%/i.test(url);
}

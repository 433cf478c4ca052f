// Calls to the project's administration API with the service token, which is renewed once where it is refused.
import { invalidOption } from '../option-problems.js';
import type { WaitUntil } from '../background.js';
import type { ExchangeSettings } from '../exchange-options.js';
import type { UpstreamCallName } from '../measure.js';
import { withWireHeaders, type UpstreamAnswer } from '../platform/transport.js';
import { misconfigured } from './upstream-failure.js';
import type { ServiceTokens } from './service-token.js';
import type { Upstream } from './upstream.js';
import type { AuthenticatorError } from '../authenticator-error.js';

/** One call under the project's part of the API. */
export interface AdministrationRequest {
  method: string;
  /** Relative to the project, such as `participants/MDH-1001`. */
  path: string;
  headers: Record<string, string>;
  body?: string | undefined;
}

/** What came of a call, and the token with which it was made: it must not be repeated in a log. */
export interface AdministrationAnswer {
  answer: UpstreamAnswer;
  serviceToken: string;
}

/** Makes calls to the administration API of one project. */
export interface Administration {
  /**
   * @throws {AuthenticatorError} `invalid_option` without a project ID; `misconfigured` where a new service token is
   *   refused, too; those of the service token
   */
  send(
    call: UpstreamCallName,
    request: AdministrationRequest,
    waitUntil?: WaitUntil,
  ): Promise<AdministrationAnswer>;
  /** The URL under which the project's part of the API is. @throws {AuthenticatorError} `invalid_option` */
  projectUrl(): URL;
}

/** A 401 means that nothing was done, so a call that changes something is made again, too. */
export function createAdministration(
  settings: ExchangeSettings,
  serviceTokens: ServiceTokens,
  upstream: Upstream,
): Administration {
  function projectUrl(): URL {
    if (settings.projectId === null) throw noProject();
    const path = `api/v1/administration/projects/${encodeURIComponent(settings.projectId)}/`;
    return new URL(path, settings.baseUrl);
  }

  function attempt(
    call: UpstreamCallName,
    { method, path, headers, body }: AdministrationRequest,
    serviceToken: string,
  ): Promise<UpstreamAnswer> {
    const request = {
      method,
      url: new URL(path, projectUrl()),
      headers: withWireHeaders({ ...headers, authorization: `Bearer ${serviceToken}` }),
      body,
      timeoutMs: settings.timeoutMs,
    };
    return upstream(call, () => request).then(({ answer }) => answer);
  }

  return {
    projectUrl,
    async send(call, request, waitUntil) {
      projectUrl();
      const { value: serviceToken } = await serviceTokens.get(waitUntil);
      const answer = await attempt(call, request, serviceToken);
      if (!answer.ok || answer.status !== 401) return { answer, serviceToken };
      const other = await serviceTokens.replace(serviceToken);
      if (other === null) throw unauthorised();
      const second = await attempt(call, request, other.value);
      if (second.ok && second.status === 401) throw unauthorised();
      return { answer: second, serviceToken: other.value };
    },
  };
}

function noProject(): AuthenticatorError {
  return invalidOption(
    'projectId',
    'is missing, and a participant is named by identifier',
    'Set projectId (a GUID, in the settings of the project in MyDataHelps Designer).',
  );
}

function unauthorised(): AuthenticatorError {
  return misconfigured('the administration API refuses the service access token', {
    hint: 'baseUrl and tokenUrl must belong to the same MyDataHelps.',
    upstream: { status: 401 },
  });
}

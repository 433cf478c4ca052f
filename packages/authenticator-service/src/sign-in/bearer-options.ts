// The options of sign-in by bearer JWT, their defaults and their checks.
import { isLoopback, type Logger } from '@mdh-tokens/authenticator';
import { isPrivateHost } from './private-network.js';
import type { TokenUse } from './token-use.js';

/** Options of `createBearerParticipant`. */
export interface BearerParticipantOptions {
  /** The identity provider's key set (RFC 7517 section 5). https, or http on this machine. */
  jwksUrl: string;
  /** Takes an http `jwksUrl` too where its host is of a private network, such as `http://app:5000/jwks.json`. Default `false`. */
  allowPrivateHttp?: boolean | undefined;
  /** `iss` must be this. */
  issuer: string;
  /** `aud`, or `audienceClaim`, must name this. */
  audience: string;
  /** The claim that names the audience, for providers whose access tokens have no `aud`: `client_id` with Amazon Cognito. Default `aud`. */
  audienceClaim?: string | undefined;
  /** The claim that names the participant. Default `sub`. */
  claim?: string | undefined;
  /** What the claim holds: the project's `identifier` of the participant (default), or the internal `id`. */
  claimIs?: 'id' | 'identifier' | undefined;
  /** Whether the page sends access tokens (default) or ID tokens, which is all that Firebase has. The other kind is refused. */
  tokenUse?: TokenUse | undefined;
  /** Told at level `info` why a token is refused: jose's code, the claim and the setting, nothing of the token. Default: nobody. */
  logger?: Pick<Logger, 'info' | 'warn'> | undefined;
}

/** One thing that is wrong with an option. */
export interface BearerOptionProblem {
  option: 'jwksUrl' | 'issuer' | 'audience';
  problem: string;
  hint: string;
}

/** Everything that is wrong with the options; nothing where they are good. */
export function checkBearerOptions(options: BearerParticipantOptions): BearerOptionProblem[] {
  const { jwksUrl, allowPrivateHttp = false, issuer, audience } = options;
  const anyToken = 'Without it, any token of the provider would do.';
  return [
    judgeJwksUrl(jwksUrl, allowPrivateHttp),
    // jose does not compare what is `undefined`, and an unset variable is.
    isText(issuer) ? null : missing('issuer', `The iss of your provider's tokens. ${anyToken}`),
    isText(audience) ? null : missing('audience', `The aud that your provider's tokens name. ${anyToken}`),
  ].filter((problem) => problem !== null);
}

function judgeJwksUrl(text: unknown, allowPrivateHttp: boolean): BearerOptionProblem | null {
  if (!isText(text))
    return missing('jwksUrl', 'The key set of the identity provider that signs your users in.');
  if (!URL.canParse(text)) return wrong('is not a URL', whereToFind);
  const { protocol, hostname, username, password } = new URL(text);
  // No fetch takes one like this.
  if (username + password !== '') {
    return wrong('holds a user name or a password', 'A key set is public: give its URL only.');
  }
  if (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))) return null;
  if (protocol !== 'http:' || !isPrivateHost(hostname)) return wrong('is not an https URL', whereToFind);
  if (allowPrivateHttp) return null;
  return wrong(
    'is not an https URL',
    'Whoever can change what this host answers can sign anybody in. If nobody can, set allowPrivateHttp (JWT_JWKS_PRIVATE_HTTP=true).',
  );
}

const whereToFind =
  'The provider’s discovery document names it as jwks_uri. http is for localhost and, with a setting, private networks.';

function wrong(problem: string, hint: string): BearerOptionProblem {
  return { option: 'jwksUrl', problem, hint };
}

function missing(option: BearerOptionProblem['option'], hint: string): BearerOptionProblem {
  return { option, problem: 'is missing or empty', hint };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

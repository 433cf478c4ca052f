// Puts the parts of an exchange together.
import { createDefaultTransport } from '#platform';
import {
  readExchangeOptions,
  type ExchangeSettings,
  type TokenExchangeOptions,
} from '../exchange-options.js';
import type { SigningKey } from '../keys/signing-key.js';
import { toLogFields } from '../log-fields.js';
import { createSafeLogger, type Logger } from '../logger.js';
import { createMeter, type Meter } from '../measure.js';
import { createMemoryTokenCache } from '../memory-token-cache.js';
import { createFetchTransport } from '../platform/fetch-transport.js';
import type { Transport } from '../platform/transport.js';
import type { TokenCache } from '../token-cache.js';
import { createAdministrationFetch } from './administration-fetch.js';
import { createAdministration, type Administration } from './administration.js';
import { createCooldown, type Cooldown } from './cooldown.js';
import { createFindOrMake, type FindOrMake } from './find-or-make.js';
import { createParticipantCreation, type ParticipantCreation } from './participant-creation.js';
import { createParticipantDirectory, type ParticipantDirectory } from './participant-directory.js';
import { createParticipantGrant } from './participant-grant.js';
import { createParticipantLookup } from './participant-lookup.js';
import { createParticipantTokens, type ParticipantTokens } from './participant-tokens.js';
import { createServiceTokens, type ServiceTokens } from './service-token.js';
import { createSubjects, type Subjects } from './subject.js';
import { createTokenEndpoint, type TokenEndpoint } from './token-endpoint.js';
import { createTokenOwners } from './token-owners.js';
import { createTolerantCache } from './tolerant-cache.js';
import { createUpstream, type Upstream } from './upstream.js';

/** What an exchange works with. */
export interface ExchangeParts {
  settings: ExchangeSettings;
  serviceTokens: ServiceTokens;
  participantTokens: ParticipantTokens;
  directory: ParticipantDirectory;
  findOrMake: FindOrMake;
  subjectOf: Subjects;
}

/** What several parts need. */
interface Ground {
  settings: ExchangeSettings;
  timeoutMs: number;
  logger: Logger;
  meter: Meter;
  cooldown: Cooldown;
  upstream: Upstream;
  endpoint: TokenEndpoint;
  /** For participants' tokens; `null` where they are not cached. */
  tokenCache: TokenCache | null;
  /** That of the app, which others may use, too. */
  sharedCache: TokenCache | null;
  /** For look-ups, which are cached in any case. */
  cache: TokenCache;
  /** What names in the cache begin with: in one of its own there is nobody to be told apart from. */
  prefix: string;
}

/** @throws {AuthenticatorError} `invalid_option`, `invalid_key` */
export function assembleExchange(options: TokenExchangeOptions): ExchangeParts {
  const { settings, signingKey } = readExchangeOptions(options);
  const ground = layGround(options, settings, signingKey);
  const { timeoutMs, meter, cooldown, cache, prefix, logger } = ground;
  const serviceTokens = assembleServiceTokens(ground);
  const participantTokens = createParticipantTokens({
    cache: ground.tokenCache,
    prefix,
    issue: createParticipantGrant(ground.endpoint, serviceTokens, cooldown),
    timeoutMs,
    meter,
  });
  const administration = createAdministration(settings, serviceTokens, ground.upstream);
  const directory = createParticipantDirectory({
    lookUp: createParticipantLookup(settings, administration, logger),
    cache,
    prefix: `${prefix}lookup ${settings.projectId}\n`,
    cooldown,
    timeoutMs,
    meter,
  });
  const findOrMake = createFindOrMake(
    directory,
    assembleCreation(options, ground, { administration, directory }),
  );
  const subjectOf = createSubjects(settings.subjectKey ?? signingKey);
  return { settings, serviceTokens, participantTokens, directory, findOrMake, subjectOf };
}

function layGround(
  options: TokenExchangeOptions,
  settings: ExchangeSettings,
  signingKey: SigningKey,
): Ground {
  const logger = createSafeLogger(options.logger);
  const meter = createMeter(options.onMeasure);
  const upstream = createUpstream(createTransport(options), meter);
  const owners = createTokenOwners();
  const sharedCache = options.cache ? createTolerantCache(options.cache, logger) : null;
  const cache = sharedCache ?? createMemoryTokenCache();
  return {
    settings,
    timeoutMs: settings.timeoutMs,
    logger,
    meter,
    cooldown: createCooldown(),
    upstream,
    endpoint: createTokenEndpoint({ settings, signingKey, upstream, owners, logger }),
    tokenCache: options.cache === false ? null : cache,
    sharedCache,
    cache,
    prefix: sharedCache === null ? '' : `${settings.tokenUrl.href} ${settings.serviceAccount} `,
  };
}

function assembleServiceTokens(ground: Ground): ServiceTokens {
  const { endpoint, cooldown, sharedCache, prefix, timeoutMs, logger, meter } = ground;
  return createServiceTokens({
    grant: () => cooldown.guard('service', () => endpoint.grantServiceToken()),
    shared: sharedCache === null ? null : { cache: sharedCache, key: `${prefix}service` },
    timeoutMs,
    onBackgroundFailure: (error) =>
      logger.warn(toLogFields(error), 'the service token could not be renewed ahead of its end'),
    meter,
  });
}

function assembleCreation(
  { whenUnknown }: TokenExchangeOptions,
  { settings, timeoutMs }: Ground,
  { administration, directory }: { administration: Administration; directory: ParticipantDirectory },
): ParticipantCreation | null {
  if (whenUnknown === undefined || whenUnknown === null) return null;
  return createParticipantCreation(whenUnknown, createAdministrationFetch(settings, administration), {
    timeoutMs,
    remember: (identifier, id) => directory.remember(identifier, id),
  });
}

function createTransport({ fetch: fetcher }: TokenExchangeOptions): Transport {
  return fetcher === undefined || fetcher === null
    ? createDefaultTransport()
    : createFetchTransport({ fetcher });
}

// What a CommonJS app does where `require` takes no ES modules.
const { createAuthenticator, createTokenExchange } = require('@mdh-tokens/authenticator');
const { toNodeHandler } = require('@mdh-tokens/authenticator/node');
const { toLambdaHandler } = require('@mdh-tokens/authenticator/lambda');
const { connectRedis } = require('@mdh-tokens/authenticator/redis');

const { serviceAccount, privateKeys, projectId, baseUrl, identifier } = JSON.parse(process.argv[2]);
const authenticator = createAuthenticator({
  exchange: createTokenExchange({ serviceAccount, privateKey: privateKeys.pkcs1, projectId, baseUrl }),
  participant: () => ({ identifier }),
});

async function run() {
  const answer = await authenticator.fetch(new Request('https://app.test/', { method: 'POST' }));
  const result = await toLambdaHandler(authenticator)({ httpMethod: 'POST' });
  return {
    '@mdh-tokens/authenticator': answer.status,
    '@mdh-tokens/authenticator/node': typeof toNodeHandler(authenticator),
    '@mdh-tokens/authenticator/lambda': result.statusCode,
    '@mdh-tokens/authenticator/redis': typeof connectRedis,
  };
}

void run().then((results) => console.log(JSON.stringify(results)));

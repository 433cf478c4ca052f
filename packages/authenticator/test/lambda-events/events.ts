// Events as AWS and Netlify send them, in the shapes of their documentation, with what a test has to say put in.
import type { LambdaEvent } from '../../src/lambda.js';

/** What a page sends. */
export interface PageRequest {
  method: string;
  headers: Record<string, string>;
  body: string | null;
}

type ToEvent = (request: PageRequest) => LambdaEvent;

const mapValues = <T, R>(record: Record<string, T>, map: (value: T) => R): Record<string, R> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));

/** Names as a browser over HTTP/1.1, and so REST APIs, write them. */
const titled = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()),
      value,
    ]),
  );

const base64 = (text: string | null): string | null =>
  text === null ? null : Buffer.from(text).toString('base64');

/** API Gateway, REST API, version 1.0. */
const restApi: ToEvent = ({ method, headers, body }) => ({
  resource: '/api/mydatahelps-token',
  path: '/api/mydatahelps-token',
  httpMethod: method,
  headers: titled({
    host: 'abc123.execute-api.eu-west-1.amazonaws.com',
    'x-forwarded-proto': 'https',
    ...headers,
  }),
  multiValueHeaders: mapValues(
    titled({ host: 'abc123.execute-api.eu-west-1.amazonaws.com', 'x-forwarded-proto': 'https', ...headers }),
    (value) => [value],
  ),
  queryStringParameters: null,
  multiValueQueryStringParameters: null,
  pathParameters: null,
  stageVariables: null,
  requestContext: {
    resourceId: '123456',
    resourcePath: '/api/mydatahelps-token',
    httpMethod: method,
    path: '/prod/api/mydatahelps-token',
    accountId: '123456789012',
    protocol: 'HTTP/1.1',
    stage: 'prod',
    domainName: 'abc123.execute-api.eu-west-1.amazonaws.com',
    requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
    identity: { sourceIp: '192.0.2.1' },
  } as LambdaEvent['requestContext'],
  body,
  isBase64Encoded: false,
});

/** API Gateway, HTTP API, version 2.0: cookies in a list of their own. */
const httpApi: ToEvent = ({ method, headers: { cookie, ...headers }, body }) => ({
  version: '2.0',
  routeKey: 'ANY /api/mydatahelps-token',
  rawPath: '/api/mydatahelps-token',
  rawQueryString: '',
  ...(cookie === undefined ? {} : { cookies: cookie.split('; ') }),
  headers: { host: 'abc123.execute-api.eu-west-1.amazonaws.com', 'x-forwarded-proto': 'https', ...headers },
  requestContext: {
    accountId: '123456789012',
    apiId: 'abc123',
    domainName: 'abc123.execute-api.eu-west-1.amazonaws.com',
    domainPrefix: 'abc123',
    http: {
      method,
      path: '/api/mydatahelps-token',
      protocol: 'HTTP/1.1',
      sourceIp: '192.0.2.1',
      userAgent: 'agent',
    },
    requestId: 'JKJaXmPLvHcESHA=',
    stage: '$default',
  } as LambdaEvent['requestContext'],
  ...(body === null ? {} : { body }),
  isBase64Encoded: false,
});

/** A function URL: version 2.0 with its own host, and bodies in base64. */
const functionUrl: ToEvent = (request) => ({
  ...httpApi(request),
  headers: { ...httpApi(request).headers, host: 'abcdefgh.lambda-url.eu-west-1.on.aws' },
  ...(request.body === null ? {} : { body: base64(request.body), isBase64Encoded: true }),
});

/** An application load balancer: no host in the context, an empty body as empty text. */
const loadBalancer: ToEvent = ({ method, headers, body }) => ({
  requestContext: {
    elb: {
      targetGroupArn:
        'arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/lambda/0123456789abcdef',
    },
  },
  httpMethod: method,
  path: '/api/mydatahelps-token',
  queryStringParameters: {},
  headers: { host: 'app.example.org', 'x-forwarded-proto': 'https', ...headers },
  body: body ?? '',
  isBase64Encoded: false,
});

/** A load balancer whose target group has lists of headers switched on: it sends and takes nothing else. */
const loadBalancerWithLists: ToEvent = (request) => {
  const {
    headers,
    queryStringParameters: _,
    ...event
  } = loadBalancer(request) as LambdaEvent & {
    queryStringParameters: unknown;
  };
  return {
    ...event,
    multiValueQueryStringParameters: {},
    multiValueHeaders: mapValues(headers as Record<string, string>, (value) => [value]),
  };
};

/** Netlify in its Lambda form: names in lower case, both forms of headers, bodies in base64. */
const netlify: ToEvent = ({ method, headers, body }) => ({
  rawUrl: 'https://app.example.org/.netlify/functions/mydatahelps-token',
  rawQuery: '',
  path: '/.netlify/functions/mydatahelps-token',
  httpMethod: method,
  headers: { host: 'app.example.org', 'x-forwarded-proto': 'https', ...headers },
  multiValueHeaders: mapValues(
    { host: 'app.example.org', 'x-forwarded-proto': 'https', ...headers },
    (value) => [value],
  ),
  queryStringParameters: {},
  multiValueQueryStringParameters: {},
  body: base64(body),
  isBase64Encoded: body !== null,
});

/** Every kind by its name. */
export const lambdaEvents: ReadonlyArray<readonly [string, ToEvent]> = [
  ['a REST API', restApi],
  ['an HTTP API', httpApi],
  ['a function URL', functionUrl],
  ['a load balancer', loadBalancer],
  ['a load balancer with lists of headers', loadBalancerWithLists],
  ['Netlify', netlify],
];

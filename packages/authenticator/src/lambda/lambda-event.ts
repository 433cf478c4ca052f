// The events of AWS Lambda that stand for HTTP requests, as far as they are read, and what is given back.

/** A value that may be missing in one of the many forms. */
type Maybe<T> = T | null | undefined;

/**
 * API Gateway REST APIs (version 1.0), HTTP APIs and function URLs (2.0), application load balancers, and Netlify, which
 * sends the form of 1.0.
 */
export interface LambdaEvent {
  /** Of 1.0 and load balancers. */
  httpMethod?: Maybe<string>;
  path?: Maybe<string>;
  headers?: Maybe<Record<string, Maybe<string>>>;
  /** Of REST APIs and Netlify beside `headers`, of load balancers instead of them. */
  multiValueHeaders?: Maybe<Record<string, Maybe<string[]>>>;
  /** Of 2.0. */
  rawPath?: Maybe<string>;
  cookies?: Maybe<string[]>;
  body?: Maybe<string>;
  isBase64Encoded?: Maybe<boolean>;
  requestContext?: Maybe<{
    http?: Maybe<{ method?: Maybe<string> }>;
    domainName?: Maybe<string>;
    /** Of load balancers. */
    elb?: unknown;
    authorizer?: unknown;
  }>;
}

/** What all of them take. */
export interface LambdaResult {
  statusCode: number;
  /** For load balancers, which pass it on. */
  statusDescription?: string;
  headers?: Record<string, string>;
  /** Where the event came with lists of headers. */
  multiValueHeaders?: Record<string, string[]>;
  body: string;
  isBase64Encoded: boolean;
}

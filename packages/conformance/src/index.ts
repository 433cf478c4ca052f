// @mdh-tokens/conformance: checks anybody's authenticator, in any language, against the contract.
export type { Check, CheckResult, CheckState, Level } from './check.js';
export { authenticatorChecks, checkAuthenticator } from './check-authenticator.js';
export { ConformanceError } from './conformance-error.js';
export type { ConformanceErrorCode } from './conformance-error.js';
export type { Baseline, CheckOptions, Progress } from './options.js';
export type { Report } from './report.js';
export type { SessionSource } from './session.js';
export { toJson } from './reporters/json.js';
export { toJunit } from './reporters/junit.js';
export { toMarkdown } from './reporters/markdown.js';
export { toTap } from './reporters/tap.js';
export { toText } from './reporters/text.js';

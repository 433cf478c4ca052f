// @mdh-tokens/contract/hints: what is wrong with an answer, and its likely cause, in sentences for the developer. An
// entry of its own, so that a production build can leave it out.
export { hintForAnswer } from './hint-for-answer.js';
export { nameOfContentType, problemOfAnswer } from './problem-of-answer.js';
export { problemOfTokenResponse } from './problem-of-token-response.js';

// lambda.ts
import { toLambdaHandler } from '@mdh-tokens/authenticator/lambda';
import { authenticator } from './authenticator.js';

export const handler = toLambdaHandler(authenticator);

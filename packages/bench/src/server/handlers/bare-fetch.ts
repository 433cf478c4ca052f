// One upstream call with Node's own fetch, and nothing else.
import type { RequestListener } from 'node:http';
import { jsonHandler } from './json-handler.js';
import { participantForm } from './token-forms.js';
import { postForm } from './post-form.js';

export function createBareFetch(baseUrl: string): RequestListener {
  const form = participantForm('0'.repeat(32));
  return jsonHandler(() => postForm(baseUrl, form));
}

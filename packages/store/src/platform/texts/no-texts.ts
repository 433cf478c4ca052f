// In the place of the sentences, in a production build: their names and facts. One import brings the sentences back.
import { textsKey, type TextsHolder } from './texts-key.js';

type Texts = typeof import('../../core/texts.js');

const texts = (): Texts | undefined => (globalThis as TextsHolder)[textsKey];

export const textOf: Texts['textOf'] = (name, ...facts) =>
  texts()?.textOf(name, ...facts) ?? [[name, ...facts].join(' '), ''];

export const hintForAnswer: Texts['hintForAnswer'] = (answer) => texts()?.hintForAnswer(answer) ?? '';

export const problemOfAnswer: Texts['problemOfAnswer'] = (answer) =>
  texts()?.problemOfAnswer(answer) ?? `answer ${answer.status}`;

export const problemOfTokenResponse: Texts['problemOfTokenResponse'] = (value) =>
  texts()?.problemOfTokenResponse(value) ?? '';

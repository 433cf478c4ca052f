// @mdh-tokens/store/texts: brings the sentences of errors and diagnostics back into a production build.
import * as texts from '../../core/texts.js';
import { textsKey, type TextsHolder } from './texts-key.js';

(globalThis as TextsHolder)[textsKey] = texts;

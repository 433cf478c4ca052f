import MyDataHelps from '@careevolution/mydatahelps-js';
import { createTokenStore } from '@mdh-tokens/store';

// Your bundler replaces process.env.NODE_ENV, and leaves the devtools out of a production build.
const devtools =
  process.env.NODE_ENV === 'production' ? null : await import('@mdh-tokens/devtools/production');
const recorder = devtools?.createRecorder();

const authenticator = '/api/token';
const baseUrl = document.documentElement.dataset['baseUrl'] ?? 'https://mydatahelps.org/';
export const store = createTokenStore({
  authenticator,
  sdk: MyDataHelps,
  baseUrl,
  inspect: recorder?.inspect,
});
devtools?.mountDevtools(store, { recorder });
void store.start();

// vite.config.ts
import { earlyScript } from '@mdh-tokens/store/early';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';

/** Asks for the first token from the head of index.html, in development and in the build. */
const earlyRequest: Plugin = {
  name: 'early-request',
  transformIndexHtml: () => [
    {
      tag: 'link',
      attrs: { rel: 'preconnect', href: 'https://mydatahelps.org', crossorigin: '' },
      injectTo: 'head-prepend',
    },
    {
      tag: 'script',
      attrs: { 'data-authenticator': '/api/mydatahelps-token' },
      children: earlyScript,
      injectTo: 'head-prepend',
    },
  ],
};

export default defineConfig({
  plugins: [earlyRequest],
  // rxjs without what only ES5 needs.
  resolve: { conditions: ['es2015', ...defaultClientConditions] },
});

// The site: Starlight, its menu from contents.mjs, and nothing that is fetched from another server.
import { join } from 'node:path';
import starlight from '@astrojs/starlight';
import { defineConfig, passthroughImageService } from 'astro/config';
import { apiEntries } from './build/api.mjs';
import { siteGroups } from './build/stage.mjs';

const docs = join(import.meta.dirname, '..');

export default defineConfig({
  root: import.meta.dirname,
  publicDir: join(docs, '.cache/assets'),
  outDir: join(docs, 'dist'),
  cacheDir: join(docs, '.cache/astro'),
  image: { service: passthroughImageService() },
  devToolbar: { enabled: false },
  integrations: [
    starlight({
      title: 'mdh-tokens',
      description: 'Participant access tokens for MyDataHelps Embeddables that never lapse',
      customCss: ['./src/styles/site.css'],
      components: { PageTitle: './src/page-title.astro' },
      credits: false,
      // A line that is too long goes on below: nothing scrolls, on a phone and on paper.
      expressiveCode: { defaultProps: { wrap: true } },
      pagination: true,
      sidebar: [
        ...siteGroups(join(docs, '..')).map(({ label, pages, collapsed = false }) => ({
          label,
          collapsed,
          items: pages.map(({ slug }) => ({ slug })),
        })),
        { label: 'API', collapsed: true, items: ['api', ...apiEntries().map(({ slug }) => slug)] },
        { slug: 'print' },
      ],
    }),
  ],
});

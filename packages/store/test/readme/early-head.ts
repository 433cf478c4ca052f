import { createHash } from 'node:crypto';
import { earlyScript, earlyScriptTag } from '@mdh-tokens/store/early';

// In the head of a page that your server renders, before everything that loads.
export const head = `
<link rel="preconnect" href="https://mydatahelps.org" crossorigin>
${earlyScriptTag('/api/mydatahelps-token')}
<script type="module" src="/app.js"></script>`;

// The script's text never changes: a strict content security policy allows it by its hash.
const hash = createHash('sha256').update(earlyScript).digest('base64');
export const policy = `script-src 'self' 'sha256-${hash}'; connect-src 'self' https://mydatahelps.org`;

// node docs/site/build/stage-site.mjs: stages the site of this checkout.
import { join } from 'node:path';
import { stage } from './stage.mjs';

const root = join(import.meta.dirname, '../../..');
stage({ root, content: join(root, 'docs/.cache/content'), assets: join(root, 'docs/.cache/assets') });

// The pages of the guide, as the tests read them.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

/** A text of the repository. */
export const read = (file: string): string => readFileSync(join(root, file), 'utf8');

const markdownOf = (folder: string) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`);

export const guidePages: readonly string[] = markdownOf('docs/pages');
export const decisionPages: readonly string[] = markdownOf('docs/decisions');

/** A text without its code blocks. */
export const prose = (text: string): string => text.replaceAll(/^```[^]*?^```/gm, '');

/** The headings of a level, without their marks. */
export const headings = (text: string, level: number): string[] =>
  [...prose(text).matchAll(new RegExp(`^${'#'.repeat(level)} (.+)$`, 'gm'))].map(([, heading]) => heading!);

// A participant's files: the list, and presigned URLs for their content.
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import type { ParticipantData, StoredFile } from '../../population/participant-data.js';
import { toIso } from '../../population/scene.js';
import { refusal } from '../refusal.js';
import { isSame } from '../../matching.js';
import { nextPage, pageOf, pagingQuery } from '../paging.js';
import type { ParticipantEnv, RoutesContext } from '../participant-env.js';
import { readQuery, requiredText } from '../read-request.js';
import type { Uploads } from './uploads.js';

const filesQuery = z.object({ ...pagingQuery, category: z.string().optional() });
const newFileQuery = z.object({
  category: requiredText('category'),
  fileName: requiredText('fileName'),
});
const keyQuery = z.object({ key: requiredText('key') });

/** `files`. */
export function createFileRoutes(context: RoutesContext & { uploads: Uploads }): Hono<ParticipantEnv> {
  const app = new Hono<ParticipantEnv>();
  const urlOf = (name: string): { preSignedUrl: string } => ({
    preSignedUrl: `${context.url()}uploads/${name}`,
  });

  app.get('/files', (c) => {
    const query = readQuery(c, filesQuery);
    const data = c.get('data');
    const fitting = data.files.filter((file) => isSame(file.category, query.category));
    const page = pageOf(fitting, query, ({ key }) => key);
    return c.json({ files: page.items.map((file) => toWire(data, file)), ...nextPage(page) });
  });

  app.post('/files', (c) => {
    const { category, fileName } = readQuery(c, newFileQuery);
    // The SDK puts keys into URLs as they are, so there is nothing in them that needs escaping.
    const key = `${category}/${randomUUID()}-${fileName}`.replaceAll(/[^\w./-]/g, '_');
    const file = { key, category, fileName };
    return c.json(urlOf(context.uploads.sign({ data: c.get('data'), use: 'write', file })));
  });

  app.get('/files/download', (c) => {
    const data = c.get('data');
    const file = findFile(data, readQuery(c, keyQuery).key);
    return c.json(urlOf(context.uploads.sign({ data, use: 'read', file })));
  });

  app.delete('/files', (c) => {
    const data = c.get('data');
    const { key } = findFile(data, readQuery(c, keyQuery).key);
    data.files = data.files.filter((file) => file.key !== key);
    return c.body(null, 200);
  });
  return app;
}

function findFile(data: ParticipantData, key: string): StoredFile {
  const file = data.files.find((known) => known.key === key);
  if (file === undefined) throw refusal(404, 'File not found.');
  return file;
}

function toWire({ scene }: ParticipantData, { key, category, fileName, modifiedAt }: StoredFile) {
  return { ...scene.owner, key, category, fileName, lastModified: toIso(modifiedAt) };
}

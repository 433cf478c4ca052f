// What presigned URLs lead to: the store that holds the content of files.
import { Hono } from 'hono';
import type { Uploads } from '../api/routes/uploads.js';
import type { EmulatorClock } from '../emulator-clock.js';
import type { EmulatorEnv } from '../traffic/emulator-env.js';

/** What the SDK lets through before it asks for a URL. */
const largestBytes = 200 * 1024 * 1024;

const refusal = { message: 'The URL is not presigned for this, or it is no longer good.' };

/** `/uploads/{name}`: PUT and GET with the URL itself as the only proof. */
export function createPresignedFiles({
  uploads,
  clock,
}: {
  uploads: Uploads;
  clock: EmulatorClock;
}): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>();
  app.put('/:name', async (c) => {
    const target = uploads.find(c.req.param('name'), 'write');
    if (target === null) return c.json(refusal, 403);
    const content = new Uint8Array(await c.req.arrayBuffer());
    if (content.byteLength > largestBytes) return c.body(null, 413);
    const { data, file } = target;
    const contentType = c.req.header('content-type') ?? 'application/octet-stream';
    const stored = { ...file, contentType, content, modifiedAt: clock.serverNow() };
    data.files = [...data.files.filter(({ key }) => key !== file.key), stored];
    return c.body(null, 200);
  });
  app.get('/:name', (c) => {
    const source = uploads.find(c.req.param('name'), 'read');
    const file = source?.data.files.find(({ key }) => key === source.file.key);
    if (file === undefined) return c.json(refusal, 403);
    return c.body(new Uint8Array(file.content), 200, {
      'Content-Type': file.contentType,
      // A page of somebody's upload must not run on the emulator's origin.
      'Content-Disposition': 'attachment',
    });
  });
  return app;
}

// The API that needs no token: where a view of the project is hosted.
import { Hono } from 'hono';
import type { EmulatorEnv } from '../traffic/emulator-env.js';

/** `/api/v1/public`, without a token. */
export function createPublicApi({
  projectId,
  url,
}: {
  projectId: string;
  url: () => string;
}): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>();
  app.get('/projects/:projectId/views/:key', (c) => {
    const { projectId: asked, key } = c.req.param();
    if (asked.toLowerCase() !== projectId.toLowerCase())
      return c.json({ message: 'Project not found.' }, 404);
    return c.json({ key, url: `${url()}views/${encodeURIComponent(key)}` });
  });
  return app;
}

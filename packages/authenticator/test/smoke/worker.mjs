// Runs the smoke suite in a Worker.
import { runSmoke } from './suite.mjs';

export default {
  fetch: async (request) => Response.json(await runSmoke(await request.json())),
};

// The messages a participant was sent.
import { Hono } from 'hono';
import { z } from 'zod';
import { notificationStatusCodes, notificationTypes } from '../../population/notifications.js';
import { requireScope } from '../bearer.js';
import { isBetween, isSame, newestFirst } from '../../matching.js';
import { nextPage, pageOf, pagingQuery } from '../paging.js';
import type { ParticipantEnv } from '../participant-env.js';
import { instant, readQuery } from '../read-request.js';

const notificationsQuery = z.object({
  ...pagingQuery,
  sentBefore: instant.optional(),
  sentAfter: instant.optional(),
  identifier: z.string().optional(),
  type: z.enum(notificationTypes).optional(),
  statusCode: z.enum(notificationStatusCodes).optional(),
});

/** `notifications`. */
export function createNotificationRoutes(): Hono<ParticipantEnv> {
  const app = new Hono<ParticipantEnv>();
  app.get('/notifications', requireScope('Notifications:read'), (c) => {
    const query = readQuery(c, notificationsQuery);
    const fitting = newestFirst(c.get('data').notifications, ({ sentDate }) => sentDate).filter(
      (notification) =>
        isBetween(notification.sentDate, query.sentAfter, query.sentBefore) &&
        isSame(notification.identifier, query.identifier) &&
        isSame(notification.type, query.type) &&
        isSame(notification.statusCode, query.statusCode),
    );
    const page = pageOf(fitting, query, ({ id }) => id);
    return c.json({ notifications: page.items, ...nextPage(page) });
  });
  return app;
}

// A participant's inbox.
import { Hono } from 'hono';
import { z } from 'zod';
import { inboxItemStatuses, inboxItemTypes, type InboxItem } from '../../population/inbox.js';
import { refusal } from '../refusal.js';
import { isBetween, isOneOf, isSame, newestFirst } from '../../matching.js';
import { nextPage, pageOf, pagingQuery } from '../paging.js';
import type { ParticipantEnv } from '../participant-env.js';
import { instant, listOfWords, readQuery } from '../read-request.js';

const inboxQuery = z.object({
  ...pagingQuery,
  type: listOfWords(inboxItemTypes).optional(),
  status: listOfWords(inboxItemStatuses).optional(),
  category: z.string().optional(),
  sortOrder: z.enum(['descending', 'ascending']).optional(),
  sortColumn: z.enum(['insertedDate', 'dueDate', 'endDate']).optional(),
  endsAfter: instant.optional(),
  endsBefore: instant.optional(),
});

/** `inbox`. */
export function createInboxRoutes(): Hono<ParticipantEnv> {
  const app = new Hono<ParticipantEnv>();

  app.get('/inbox', (c) => {
    const query = readQuery(c, inboxQuery);
    const fitting = newestFirst(c.get('data').inbox, (item) => columnOf(item, query.sortColumn)).filter(
      (item) =>
        isOneOf(item.type, query.type) &&
        isOneOf(item.status, query.status) &&
        (query.category === undefined || item.categories.includes(query.category)) &&
        isBetween(item.endDate, query.endsAfter, query.endsBefore),
    );
    const ordered = query.sortOrder === 'ascending' ? fitting.toReversed() : fitting;
    const page = pageOf(ordered, query, ({ id }) => id);
    return c.json({ items: page.items, ...nextPage(page) });
  });

  app.get('/inbox/:id', (c) => c.json(findItem(c.get('data').inbox, c.req.param('id'))));

  app.put('/inbox/:id/markRead', (c) => {
    const item = findItem(c.get('data').inbox, c.req.param('id'));
    const status = item.isNew ? 'success' : 'noChange';
    item.isNew = false;
    return c.json({ update: 'markRead', status });
  });

  app.put('/inbox/:id/:update', () => {
    throw refusal(400, 'The request is invalid.', { update: ['expected markRead'] });
  });
  return app;
}

function columnOf(item: InboxItem, column: z.infer<typeof inboxQuery>['sortColumn']): string | undefined {
  if (column === 'endDate') return item.endDate;
  if (column === 'dueDate') return item.type === 'survey' ? item.dueDate : undefined;
  return item.insertedDate;
}

function findItem(inbox: readonly InboxItem[], id: string): InboxItem {
  const item = inbox.find((known) => isSame(known.id, id));
  if (item === undefined) throw refusal(404, 'Inbox item not found.');
  return item;
}

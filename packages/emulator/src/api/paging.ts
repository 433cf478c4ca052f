// Pages of a list: `limit`, and `pageID` from the page before.
import { guidFrom } from '../participant.js';
import { refusal } from './refusal.js';
import { wholeNumber } from './read-request.js';
import { z } from 'zod';

/** The paging parameters of most queries. The default and the most is 100. */
export const pagingQuery: {
  limit: z.ZodOptional<z.ZodType<number, string>>;
  pageID: z.ZodOptional<z.ZodString>;
} = {
  limit: wholeNumber(1, 100).optional(),
  pageID: z.string().optional(),
};

/** A page, and the way to the next one. */
export interface Page<T> {
  items: T[];
  nextPageID?: string;
}

/**
 * Cuts a page out of the items that fit a query. The `nextPageID` is a GUID that names the last item of this page, so
 * that what is added at the front meanwhile shifts nothing.
 *
 * @param idOf what tells the items apart
 * @throws {HTTPException} 400 for a `pageID` of another query
 */
export function pageOf<T>(
  items: readonly T[],
  query: { limit?: number | undefined; pageID?: string | undefined },
  idOf: (item: T) => string,
): Page<T> {
  const { pageID, limit = 100 } = query;
  const toPageID = (item: T): string => pageAfter(idOf(item));
  const start = pageID === undefined ? 0 : items.findIndex((item) => toPageID(item) === pageID) + 1;
  if (pageID !== undefined && start === 0) {
    throw refusal(400, 'The request is invalid.', { pageID: ['no page of this query has this ID'] });
  }
  const page = items.slice(start, start + limit);
  const last = page.at(-1);
  if (last === undefined || start + limit >= items.length) return { items: page };
  return { items: page, nextPageID: toPageID(last) };
}

/** A GUID for the page after an item. One made from a GUID needs no hash: thousands are compared to find a page. */
function pageAfter(id: string): string {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-4/.test(id)
    ? `${id.slice(0, 14)}5${id.slice(15)}`
    : guidFrom(`page-after:${id}`);
}

/** `nextPageID` as a field to spread into an answer; no field if there is no next page. */
export function nextPage({ nextPageID }: Page<unknown>): { nextPageID?: string } {
  return nextPageID === undefined ? {} : { nextPageID };
}

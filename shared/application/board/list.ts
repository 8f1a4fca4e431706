import type { RequestDocument } from '#contracts/document-types.ts';
import { MOST_WORDS, searchedTerms } from '#domain/request/terms.ts';
import type { Status } from '#domain/request/state.ts';
import { documentAsShown } from '#application/as-shown.ts';
import { cursorOf, walkRequests, type Cursor, type RequestIndex } from '#application/walk.ts';
import type { System } from '#application/system.ts';

export interface BoardFilter {
  status?: Status;
  /** Words of an id, a job, a pull request, a person, a release. */
  q?: string;
  /** Behind this one. */
  after?: Cursor;
}

/** W8. One page of the requests that fit a filter, in a stable order. */
export interface BoardList {
  documents: RequestDocument[];
  /** Of all that fit. With `beyond`, of those that were looked at. */
  count: number;
  /** So many that hold the rarest of the words were not looked at for the others. */
  beyond: number;
  next: Cursor | undefined;
}

/** Requests of one page. */
export const PAGE = 50;
/** Requests that hold one word and are looked at for the others. */
const MOST_LOOKED = 1_000;

/**
 * W8: of all that are stored, by a declared index, counted by the store. Of several words the rarest is asked for, and what is found is
 * looked at for the others. I16: of those whose address nobody confirmed only the number.
 */
export async function readList(system: System, { status, q, after }: BoardFilter): Promise<BoardList> {
  const terms = searchedTerms(q ?? '');
  if (q !== undefined && terms.length === 0) return { documents: [], count: 0, beyond: 0, next: undefined };
  const [first, ...others] = await rarestFirst(system, terms, status);
  const query = queryOf(status, first);
  if (others.length > 0) return amongFound(system, query, others, after);
  const count = await system.store.count(query);
  if (status === 'waiting_for_confirmation') return { documents: [], count, beyond: 0, next: undefined };
  const found = await system.store.query({ ...query, limit: PAGE + 1, ...(after === undefined ? {} : { after }) });
  return {
    ...pageOf(
      query.index,
      found.map(({ document }) => document),
    ),
    count,
    beyond: 0,
  };
}

type ListQuery = { index: RequestIndex; equal: Record<string, string>; holds?: string };

function queryOf(status: Status | undefined, term: string | undefined): ListQuery {
  if (term === undefined)
    return status === undefined ? { index: 'requestsNewestFirst', equal: {} } : { index: 'requestsOnBoard', equal: { status } };
  return status === undefined
    ? { index: 'requestsByTerm', equal: {}, holds: term }
    : { index: 'requestsByTermAndStatus', equal: { status }, holds: term };
}

async function rarestFirst({ store }: System, terms: readonly string[], status: Status | undefined): Promise<string[]> {
  if (terms.length < 2) return [...terms];
  const counted = await Promise.all(
    terms.slice(0, MOST_WORDS).map(async (term) => ({ term, count: await store.count(queryOf(status, term)) })),
  );
  return counted.toSorted((a, b) => a.count - b.count).map(({ term }) => term);
}

async function amongFound(system: System, query: ListQuery, terms: readonly string[], after: Cursor | undefined): Promise<BoardList> {
  const { documents, isWhole } = await walkRequests(system, query, MOST_LOOKED);
  const fitting = documents.filter((document) => terms.every((term) => document.terms?.includes(term) === true));
  const from = after === undefined ? 0 : fitting.findIndex((document) => isBehind(document, after));
  const beyond = isWhole ? 0 : (await system.store.count(query)) - documents.length;
  return { ...pageOf(query.index, from < 0 ? [] : fitting.slice(from)), count: fitting.length, beyond };
}

/** Newest first, ties by id in the same direction. */
function isBehind({ submittedAt, id }: RequestDocument, { value, id: last }: Cursor): boolean {
  return submittedAt < Number(value) || (submittedAt === value && id < last);
}

function pageOf(index: RequestIndex, found: readonly RequestDocument[]): Pick<BoardList, 'documents' | 'next'> {
  const documents = found.slice(0, PAGE);
  const last = found.length > PAGE ? documents.at(-1) : undefined;
  return { documents: documents.map(documentAsShown), next: last === undefined ? undefined : cursorOf(index, last) };
}

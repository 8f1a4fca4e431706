import type { RequestDocument } from '#products/rehearsal/stored/document-types.ts';
import { beginsWith, searchedTerms, startOf } from '#products/rehearsal/domain/terms.ts';
import type { Status } from '#products/rehearsal/domain/parts/lifecycle.ts';
import { documentAsShown } from '#products/rehearsal/app/as-shown.ts';
import { cursorOf, walkRequests, type Cursor, type RequestIndex } from '#products/rehearsal/app/walk.ts';
import type { System } from '#products/rehearsal/app/system.ts';

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
const PAGE = 50;
/** Requests that hold one word and are looked at for the others. */
const MOST_LOOKED = 1_000;

/**
 * W8: of all that are stored, by a declared index, counted by the store. Of several words the rarest is asked for, and what is found is
 * looked at for the others, and for the state. I16: of those whose address nobody confirmed only the number.
 */
export async function readList(system: System, { status, q, after }: BoardFilter): Promise<BoardList> {
  if (q !== undefined) return search(system, searchedTerms(q), status, after);
  const query = byState(status);
  const count = await system.store.count(query);
  if (status === 'waiting_for_confirmation') return { documents: [], count, beyond: 0, next: undefined };
  return { ...(await firstPage(system, query, after)), count, beyond: 0 };
}

type ListQuery = { index: RequestIndex; equal: Record<string, string>; holds?: string };

function byState(status: Status | undefined): ListQuery {
  return status === undefined ? { index: 'requestsNewestFirst', equal: {} } : { index: 'requestsOnBoard', equal: { status } };
}

function byTerm(holds: string): ListQuery {
  return { index: 'requestsByTerm', equal: {}, holds };
}

/** How a word of a search is asked for. */
interface Asked {
  word: string;
  query: ListQuery;
  count: number;
  /** All that are found by it fit. */
  isExact: boolean;
}

async function search(system: System, words: readonly string[], status: Status | undefined, after: Cursor | undefined): Promise<BoardList> {
  const asked = (await Promise.all(words.map((word) => asQuery(system, word)))).toSorted((a, b) => a.count - b.count);
  const [rarest, ...others] = asked;
  if (rarest === undefined) return { documents: [], count: 0, beyond: 0, next: undefined };
  if (rarest.isExact && others.length === 0 && status === undefined)
    return { ...(await firstPage(system, rarest.query, after)), count: rarest.count, beyond: 0 };
  const toSee = (rarest.isExact ? others : asked).map(({ word }) => word);
  const fits = (document: RequestDocument): boolean =>
    (status === undefined || document.status === status) && toSee.every((word) => beginsWith(document.terms ?? [], word));
  return amongFound(system, rarest, fits, after);
}

/** A longer word is looked for whole; where nobody has it so, as a beginning. */
async function asQuery({ store }: System, word: string): Promise<Asked> {
  const [whole, start] = [byTerm(word), startOf(word)];
  const count = await store.count(whole);
  if (count > 0 || start === word) return { word, query: whole, count, isExact: true };
  const query = byTerm(start);
  return { word, query, count: await store.count(query), isExact: false };
}

async function firstPage(system: System, query: ListQuery, after: Cursor | undefined): Promise<Pick<BoardList, 'documents' | 'next'>> {
  const found = await system.store.query({ ...query, limit: PAGE + 1, ...(after === undefined ? {} : { after }) });
  return pageOf(
    query.index,
    found.map(({ document }) => document),
  );
}

async function amongFound(
  system: System,
  { query, count }: Asked,
  fits: (document: RequestDocument) => boolean,
  after: Cursor | undefined,
): Promise<BoardList> {
  const { documents, isWhole } = await walkRequests(system, query, MOST_LOOKED);
  const fitting = documents.filter(fits);
  const from = after === undefined ? 0 : fitting.findIndex((document) => isBehind(document, after));
  const beyond = isWhole ? 0 : Math.max(0, count - documents.length);
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

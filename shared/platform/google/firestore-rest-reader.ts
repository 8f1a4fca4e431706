import type { CheckedQuery } from '../store/check-query.ts';
import type { Reader } from '../store/attempt.ts';
import { restQuery } from './firestore-rest-query.ts';
import { refAt } from '../store/ref-at.ts';
import { positionAt } from './firestore-position.ts';
import { jsonOf, type StoredDocument } from './firestore-rest-values.ts';
import type { RestService } from './rest-call.ts';

/** `projects/…/databases/…/documents` of one service. */
export interface Place {
  service: RestService;
  root: string;
}

/** What a read belongs to: nothing, a transaction that it begins, or one that has begun. */
type Consistency = { newTransaction?: object } | { transaction: string };

/** What a read found, and the transaction that it began. */
interface Answered<T> {
  transaction?: string;
  value: T;
}

export type Read<T> = (consistency: Consistency) => Promise<Answered<T>>;

/** One part of the answers of batchGet and runQuery; the casts are to Google's documented answers, all of whose fields may be missing. */
interface ReadPart {
  transaction?: string;
  readTime?: string;
  found?: StoredDocument;
  missing?: string;
  document?: StoredDocument;
}

type FoundDocument = Awaited<ReturnType<Reader['get']>>;

/** Each read goes through `within`, which gives it its consistency and takes the transaction that the answer names. */
export function restReader(place: Place, within: <T>(read: Read<T>) => Promise<T>): Reader {
  return {
    get: together((paths) => within((consistency) => readDocuments(place, paths, consistency))),
    query: (query) => within((consistency) => readQuery(place, query, consistency)),
  };
}

/** Documents that are asked for in one go are one call. */
function together(readAll: (paths: string[]) => Promise<Map<string, FoundDocument>>): Reader['get'] {
  let waiting: { paths: Set<string>; answer: Promise<Map<string, FoundDocument>> } | undefined;
  return async (path) => {
    if (waiting === undefined) {
      const paths = new Set<string>();
      const answer = Promise.resolve().then(() => {
        waiting = undefined;
        return readAll([...paths]);
      });
      waiting = { paths, answer };
    }
    waiting.paths.add(path);
    const found = (await waiting.answer).get(path);
    if (found === undefined) throw new TypeError(`the answer says nothing of ${path}`);
    return found;
  };
}

async function readDocuments(
  { service, root }: Place,
  paths: string[],
  consistency: Consistency,
): Promise<Answered<Map<string, FoundDocument>>> {
  const documents = paths.map((path) => `${root}/${path}`);
  const parts = (await service.post(`v1/${urlOf(root)}:batchGet`, { documents, ...consistency })) as ReadPart[];
  const value = new Map<string, FoundDocument>();
  for (const part of parts) {
    const name = part.found?.name ?? part.missing;
    if (name !== undefined)
      value.set(name.slice(root.length + 1), { text: part.found === undefined ? undefined : jsonOf(part.found), at: timeOf([part]) });
  }
  return { ...begun(parts), value };
}

async function readQuery(
  { service, root }: Place,
  query: CheckedQuery,
  consistency: Consistency,
): Promise<Answered<Awaited<ReturnType<Reader['query']>>>> {
  const { place, structuredQuery } = restQuery(root, query);
  const parts = (await service.post(`v1/${urlOf(place)}:runQuery`, { structuredQuery, ...consistency })) as ReadPart[];
  const documents = parts.flatMap(({ document }) => (document === undefined ? [] : [document]));
  const found = documents.map((one) => ({ ref: refAt(query, one.name), text: jsonOf(one), position: positionAt(one.createTime) }));
  return { ...begun(parts), value: { found, at: timeOf(parts) } };
}

/** One part of the answer of runAggregationQuery. */
interface CountPart {
  result?: { aggregateFields?: { found?: { integerValue?: string } } };
}

/** https://firebase.google.com/docs/firestore/reference/rest/v1/projects.databases.documents/runAggregationQuery: counted there. */
export async function restCount({ service, root }: Place, query: CheckedQuery): Promise<number> {
  const { place, structuredQuery } = restQuery(root, query);
  const { limit: _limit, ...whole } = structuredQuery;
  const structuredAggregationQuery = { structuredQuery: whole, aggregations: [{ alias: 'found', count: {} }] };
  const parts = (await service.post(`v1/${urlOf(place)}:runAggregationQuery`, { structuredAggregationQuery })) as CountPart[];
  const count = Number(parts.find(({ result }) => result !== undefined)?.result?.aggregateFields?.found?.integerValue);
  if (!Number.isSafeInteger(count)) throw new TypeError('a count without its number');
  return count;
}

function begun(parts: ReadPart[]): { transaction?: string } {
  const transaction = parts.find((part) => part.transaction !== undefined && part.transaction !== '')?.transaction;
  return transaction === undefined ? {} : { transaction };
}

/** Microseconds are cut off, as the SDK does. */
function timeOf(parts: ReadPart[]): number {
  const time = Date.parse(parts.findLast(({ readTime }) => readTime !== undefined)?.readTime ?? '');
  if (Number.isNaN(time)) throw new TypeError('a read without its time');
  return time;
}

/** Ids may hold characters that mean something in an address. */
export function urlOf(name: string): string {
  return name.split('/').map(encodeURIComponent).join('/');
}

import { append } from '#kernel/lists.ts';
import { z } from 'zod';

export interface ObjectsOptions {
  bucket: string;
  /** Anything of google-auth-library. Asked for every call; it keeps its token by itself. */
  auth: { getRequestHeaders(url?: string): Promise<Headers> };
  /** Another server than Google's. */
  endpoint?: string;
}

export interface StoredObject {
  name: string;
  /** Bytes. */
  size: number;
}

/** The few calls of Cloud Storage's JSON API that we need. Nothing is retried here; what is not an answer throws ObjectsUnavailable. */
export interface Objects {
  /** Writes the whole object unless one of that name is there: then nothing is changed. */
  create(name: string, text: string): Promise<'created' | 'exists'>;
  /** Undefined when there is no such object. At most the first `bytes` of it. */
  read(name: string, bytes?: number): Promise<string | undefined>;
  /** From byte `from` on, at most so many; fewer where it ends there. Undefined when there is no such object. */
  readPart(name: string, from: number, bytes: number): Promise<Uint8Array | undefined>;
  /** In the order of their names. */
  list(prefix: string): Promise<StoredObject[]>;
  /** One that is not there is fine. */
  remove(name: string): Promise<void>;
}

export class ObjectsUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ObjectsUnavailable';
  }
}

const GOOGLE = 'https://storage.googleapis.com';
/** Milliseconds until an unanswered call is given up. */
const PATIENCE = 60_000;
const page = z.object({
  items: z.array(z.object({ name: z.string(), size: z.coerce.number() })).default([]),
  nextPageToken: z.string().optional(),
});

export function openObjects(options: ObjectsOptions): Objects {
  const bucket = encodeURIComponent(options.bucket);
  const object = (name: string): string => `/storage/v1/b/${bucket}/o/${encodeURIComponent(name)}`;
  const ask = (path: string, init?: RequestInit): Promise<Response> => call(options, path, init);
  return {
    async create(name, text) {
      // Generation 0 is "not there": of many writers at once, the first one alone writes.
      const query = new URLSearchParams({ uploadType: 'media', name, ifGenerationMatch: '0' });
      const headers = { 'content-type': 'text/plain; charset=utf-8' };
      const response = await ask(`/upload/storage/v1/b/${bucket}/o?${query.toString()}`, { method: 'POST', headers, body: text });
      return (await expect(response, 200, 412)) === 412 ? 'exists' : 'created';
    },
    async read(name, bytes) {
      const headers: Record<string, string> = bytes === undefined ? {} : { range: `bytes=0-${bytes - 1}` };
      const response = await ask(`${object(name)}?alt=media`, { headers });
      return (await expect(response, 200, 206, 404)) === 404 ? undefined : response.text();
    },
    async readPart(name, from, bytes) {
      const response = await ask(`${object(name)}?alt=media`, { headers: { range: `bytes=${from}-${from + bytes - 1}` } });
      const status = await expect(response, 206, 404);
      if (status === 200) throw new ObjectsUnavailable('object storage answered with more than was asked for');
      return status === 404 ? undefined : new Uint8Array(await response.arrayBuffer());
    },
    list: (prefix) => listAll(ask, `/storage/v1/b/${bucket}/o`, prefix),
    async remove(name) {
      await expect(await ask(object(name), { method: 'DELETE' }), 204, 200, 404);
    },
  };
}

async function listAll(ask: (path: string) => Promise<Response>, path: string, prefix: string): Promise<StoredObject[]> {
  const found: StoredObject[] = [];
  let pageToken: string | undefined;
  do {
    const token: Record<string, string> = pageToken === undefined ? {} : { pageToken };
    const query = new URLSearchParams({ prefix, fields: 'items(name,size),nextPageToken', ...token });
    const response = await ask(`${path}?${query.toString()}`);
    await expect(response, 200);
    const { items, nextPageToken } = page.parse(await response.json());
    append(found, items);
    pageToken = nextPageToken;
  } while (pageToken !== undefined);
  return found;
}

async function call({ auth, endpoint = GOOGLE }: ObjectsOptions, path: string, init: RequestInit = {}): Promise<Response> {
  const url = `${endpoint}${path}`;
  try {
    const headers = new Headers(init.headers);
    for (const [name, value] of await auth.getRequestHeaders(url)) headers.set(name, value);
    return await fetch(url, { ...init, headers, signal: AbortSignal.timeout(PATIENCE) });
  } catch (cause) {
    throw new ObjectsUnavailable('object storage cannot be reached', { cause });
  }
}

/** The status, when it is one of those that mean something here. A text that is not wanted is thrown away, so that the connection is free. */
async function expect(response: Response, ...statuses: number[]): Promise<number> {
  if (response.status === 200 || response.status === 206) return response.status;
  await response.body?.cancel();
  if (statuses.includes(response.status)) return response.status;
  throw new ObjectsUnavailable(`object storage answered ${response.status}`);
}

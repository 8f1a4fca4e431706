import { json, refusal, startRestServer, type RestAnswer, type RestCall, type RestRoute, type RestServer } from '../rest.ts';

export interface StorageStandInOptions {
  /** Others are not there. */
  buckets: readonly string[];
  port?: number;
  /** Objects in one page of a list. */
  pageSize?: number;
}

/** Calls, for the faults: `insert`, `get` (content too), `list`, `delete`. */
export interface StorageStandIn extends RestServer {
  /** Past the network: what a job does that writes its output. Replaces what was there. */
  put(bucket: string, name: string, text: string): void;
  text(bucket: string, name: string): string | undefined;
  names(bucket: string): string[];
}

interface Held {
  bytes: Buffer;
  generation: number;
  contentType: string;
  created: string;
}

interface Works {
  buckets: Map<string, Map<string, Held>>;
  pageSize: number;
  generations: number;
}

/** The JSON API of Cloud Storage on loopback: whole objects in memory, with generations and preconditions. */
export async function startStorageStandIn({ buckets, port, pageSize = 1000 }: StorageStandInOptions): Promise<StorageStandIn> {
  const works: Works = {
    buckets: new Map(buckets.map((name) => [name, new Map<string, Held>()])),
    pageSize,
    generations: 1_700_000_000_000_000,
  };
  const server = await startRestServer(routes(works), port);
  return {
    ...server,
    put: (bucket, name, text) => void hold(works, bucketOf(works, bucket), name, Buffer.from(text), 'text/plain'),
    text: (bucket, name) => works.buckets.get(bucket)?.get(name)?.bytes.toString('utf8'),
    names: (bucket) => [...bucketOf(works, bucket).keys()].toSorted(),
  };
}

function routes(works: Works): RestRoute[] {
  const object = /^\/storage\/v1\/b\/([^/]+)\/o\/([^/]+)$/;
  const inBucket = (bucket: string | undefined, then: (held: Map<string, Held>) => RestAnswer): RestAnswer => {
    const held = works.buckets.get(bucket ?? '');
    return held === undefined ? refusal(404, 'notFound', 'The specified bucket does not exist.') : then(held);
  };
  return [
    {
      call: 'insert',
      method: 'POST',
      path: /^\/upload\/storage\/v1\/b\/([^/]+)\/o$/,
      handle: ([bucket], call) => inBucket(bucket, (held) => insert(works, held, bucket ?? '', call)),
    },
    {
      call: 'list',
      method: 'GET',
      path: /^\/storage\/v1\/b\/([^/]+)\/o$/,
      handle: ([bucket], call) => inBucket(bucket, (held) => list(works, held, bucket ?? '', call)),
    },
    {
      call: 'get',
      method: 'GET',
      path: object,
      handle: ([bucket, name], call) => inBucket(bucket, (held) => read(held, bucket ?? '', name ?? '', call)),
    },
    {
      call: 'delete',
      method: 'DELETE',
      path: object,
      handle: ([bucket, name]) =>
        inBucket(bucket, (held) => (held.delete(name ?? '') ? { status: 204 } : noObject(bucket ?? '', name ?? ''))),
    },
  ];
}

function insert(works: Works, held: Map<string, Held>, bucket: string, { url, headers, body }: RestCall): RestAnswer {
  const name = url.searchParams.get('name') ?? '';
  if (url.searchParams.get('uploadType') !== 'media') return refusal(400, 'invalid', 'this stand-in takes media uploads only');
  if (name === '' || Buffer.byteLength(name) > 1024) return refusal(400, 'invalid', 'not an object name');
  const wanted = url.searchParams.get('ifGenerationMatch');
  const there = held.get(name)?.generation ?? 0;
  if (wanted !== null && Number(wanted) !== there) {
    return refusal(412, 'conditionNotMet', 'At least one of the pre-conditions you specified did not hold.');
  }
  return json(200, resource(bucket, name, hold(works, held, name, body, headers['content-type'] ?? 'application/octet-stream')));
}

function read(held: Map<string, Held>, bucket: string, name: string, { url, headers }: RestCall): RestAnswer {
  const found = held.get(name);
  if (found === undefined) return noObject(bucket, name);
  if (url.searchParams.get('alt') !== 'media') return json(200, resource(bucket, name, found));
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? [];
  const common = { 'content-type': found.contentType, 'x-goog-generation': String(found.generation) };
  if (from === undefined) return { status: 200, body: found.bytes, headers: common };
  if (found.bytes.length <= Number(from)) return refusal(416, 'requestedRangeNotSatisfiable', 'The requested range cannot be satisfied.');
  return { status: 206, body: found.bytes.subarray(Number(from), Number(to) + 1), headers: common };
}

function list(works: Works, held: Map<string, Held>, bucket: string, { url }: RestCall): RestAnswer {
  const prefix = url.searchParams.get('prefix') ?? '';
  const after = url.searchParams.get('pageToken') ?? '';
  const names = [...held.keys()].filter((name) => name.startsWith(prefix) && name > after).toSorted();
  const size = Math.min(works.pageSize, Number(url.searchParams.get('maxResults') ?? works.pageSize));
  const items = names.slice(0, size).flatMap((name) => {
    const found = held.get(name);
    return found === undefined ? [] : [resource(bucket, name, found)];
  });
  const more = names.length > size ? { nextPageToken: names[size - 1] } : {};
  return json(200, { kind: 'storage#objects', ...(items.length > 0 ? { items } : {}), ...more });
}

function hold(works: Works, held: Map<string, Held>, name: string, bytes: Buffer, contentType: string): Held {
  works.generations += 1;
  const now = { bytes, generation: works.generations, contentType, created: new Date().toISOString() };
  held.set(name, now);
  return now;
}

function resource(bucket: string, name: string, { bytes, generation, contentType, created }: Held): object {
  return {
    kind: 'storage#object',
    id: `${bucket}/${name}/${generation}`,
    name,
    bucket,
    generation: String(generation),
    metageneration: '1',
    contentType,
    size: String(bytes.length),
    timeCreated: created,
    updated: created,
  };
}

function noObject(bucket: string, name: string): RestAnswer {
  return refusal(404, 'notFound', `No such object: ${bucket}/${name}`);
}

function bucketOf({ buckets }: Works, name: string): Map<string, Held> {
  const held = buckets.get(name);
  if (held === undefined) throw new TypeError(`no bucket ${name}`);
  return held;
}

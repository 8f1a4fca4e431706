import type { IncomingMessage } from 'node:http';
import type { ProblemCode } from './problem-json.ts';

/** I13. Bytes of any body that people or their programs send. */
export const MAX_BODY_BYTES = 256 * 1024;

export type MediaType = 'application/json' | 'application/x-www-form-urlencoded';
export type ReadBody = { ok: true; body: Buffer; mediaType: MediaType } | { ok: false; code: ProblemCode };

/** What the Functions Framework, or our door in front of it, leaves on a request. */
type WithRawBody = IncomingMessage & { rawBody?: unknown };

/** The raw bytes, if they are of a type that is taken here. Types are read before the body is. */
export async function readBody(request: WithRawBody, accepted: readonly MediaType[], maxBytes = MAX_BODY_BYTES): Promise<ReadBody> {
  if (request.headers['content-encoding'] !== undefined) return { ok: false, code: 'content_encoding_refused' };
  const mediaType = mediaTypeOf(request);
  const known = accepted.find((one) => one === mediaType);
  if (known === undefined) return { ok: false, code: 'unsupported_media_type' };
  const body = Buffer.isBuffer(request.rawBody) ? request.rawBody : await collect(request, maxBytes);
  if (body === undefined || body.length > maxBytes) return { ok: false, code: 'body_too_large' };
  return { ok: true, body, mediaType: known };
}

/** Lower-case, without parameters; undefined when there is none, when it came twice, or when its charset is not UTF-8. */
export function mediaTypeOf(request: IncomingMessage): string | undefined {
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '');
  const isUtf8 = charset === undefined || charset === 'utf-8' || charset === 'utf8';
  return isUtf8 && /^[a-z0-9.+-]+\/[a-z0-9.+-]+$/.test(type) ? type : undefined;
}

/** Strictly UTF-8 and JSON. */
export function parseJson(body: Buffer): { ok: true; value: unknown } | { ok: false } {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return { ok: true, value };
  } catch {
    return { ok: false };
  }
}

/** Undefined when it is longer than allowed; rejects when the sender breaks off. */
async function collect(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  const bytes: AsyncIterable<Buffer> = request;
  for await (const chunk of bytes) {
    length += chunk.length;
    if (length > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

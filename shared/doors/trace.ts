import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { readTraceparent, traceparentOf, underTrace, type TraceContext, type Traced } from '#kernel/trace.ts';

type Asked = Pick<IncomingMessage, 'headers'>;

/** X8. The trace of a caller who is known, with a span of ours; a new one where there is none, or none that can be read. What is asked within a request belongs to its trace. */
export function traceOf(request: Asked, { tracing }: Traced = {}): TraceContext {
  const within = tracing?.current();
  if (within !== undefined && within.link === undefined) return within;
  const given = givenBy(request);
  return given === undefined ? (within ?? newTrace()) : { ...given, spanId: hex(8) };
}

/** X8. For whoever has proven nothing: anybody may send the trace of somebody else's request, and what they bring about would lie among it. */
export function strangersTraceOf(request: Asked, { tracing }: Traced = {}): TraceContext {
  const within = tracing?.current();
  if (within !== undefined) return within;
  const given = givenBy(request);
  return given === undefined ? newTrace() : { ...newTrace(), sampled: given.sampled, link: traceparentOf(given) };
}

/** What follows once a caller is proven belongs to the trace that they came with. */
export function inTheirTrace<R>(request: Asked, traced: Traced, work: () => R): R {
  return underTrace(traced, traceOf(request, traced), work);
}

function givenBy({ headers }: Asked): TraceContext | undefined {
  return readTraceparent(one(headers['traceparent'])) ?? readCloudTrace(one(headers['x-cloud-trace-context']));
}

function newTrace(): TraceContext {
  return { traceId: hex(16), spanId: hex(8), sampled: true };
}

/** What the cloud's own front names it by, where it sends nothing else: `<trace>/<span>;o=<sampled>`. */
function readCloudTrace(header: string | undefined): TraceContext | undefined {
  const [, traceId = '', , flag] = /^([0-9a-f]{32})(?:\/([0-9]{1,20}))?(?:;o=([01]))?$/.exec(header ?? '') ?? [];
  return readTraceparent(`00-${traceId}-${'1'.repeat(16)}-0${flag ?? 0}`);
}

/** A header that came twice is none. */
function one(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}

/** All zeros would be no id. */
function hex(bytes: number): string {
  const text = randomBytes(bytes).toString('hex');
  return /^0+$/.test(text) ? hex(bytes) : text;
}

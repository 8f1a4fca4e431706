import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { readTraceparent, type TraceContext, type Traced } from '#kernel/trace.ts';

/** X8. The caller's trace with a span of ours; a new one where there is none, or none that can be read. What is asked within a request belongs to its trace. */
export function traceOf({ headers }: Pick<IncomingMessage, 'headers'>, { tracing }: Traced = {}): TraceContext {
  const within = tracing?.current();
  if (within !== undefined) return within;
  const given = readTraceparent(one(headers['traceparent'])) ?? readCloudTrace(one(headers['x-cloud-trace-context']));
  return given === undefined ? { traceId: hex(16), spanId: hex(8), sampled: true } : { ...given, spanId: hex(8) };
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

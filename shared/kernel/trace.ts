/**
 * X8. Where in which trace something is done, after W3C Trace Context: one trace goes from a door through commands, effects and their outcomes, for
 * as long as one follows from the other. https://www.w3.org/TR/trace-context/
 */
export interface TraceContext {
  /** 32 hexadecimal digits, not all 0. */
  traceId: string;
  /** 16 of them: of what is done here. */
  spanId: string;
  sampled: boolean;
  /** `traceparent` of a caller who has not proven to be anybody: it is named beside ours, and what is done belongs to ours. */
  link?: string;
}

/** Carries a context along with whatever is done because of the work, however many turns it takes. */
export interface Tracing {
  current(): TraceContext | undefined;
  under<R>(context: TraceContext, work: () => R): R;
}

/** What can be traced, and is where this is given. */
export interface Traced {
  tracing?: Tracing;
}

/** Whatever the work commands, asks for or logs belongs to this trace; without one, to that in which we are, if any. */
export function underTrace<R>({ tracing }: Traced, context: TraceContext | undefined, work: () => R): R {
  return tracing === undefined || context === undefined ? work() : tracing.under(context, work);
}

/** What stands in documents: `trace` is a `traceparent`; `traceId`, a part of it, is what they are found by. */
export interface TraceStamp {
  trace?: string;
  traceId?: string;
}

/** What is kept beside that which the work under way brings about. */
export function traceStamp({ tracing }: Traced): TraceStamp {
  const context = tracing?.current();
  return context === undefined ? {} : { trace: traceparentOf(context), traceId: context.traceId };
}

/** `00-<trace>-<span>-<flags>`. */
export function traceparentOf({ traceId, spanId, sampled }: TraceContext): string {
  return `00-${traceId}-${spanId}-${sampled ? '01' : '00'}`;
}

/** Undefined for what the standard calls invalid. A version of later is read as this one, as far as it goes. */
export function readTraceparent(text: string | undefined): TraceContext | undefined {
  const [, version, traceId = '', spanId = '', flags = '', more] =
    /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/.exec(text ?? '') ?? [];
  if (version === undefined || version === 'ff' || (version === '00' && more !== undefined)) return undefined;
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

/** What is done because of what this text was kept with; `digest`: hexadecimal, of whatever names it. */
export function spanUnder(kept: string | undefined, digest: string): TraceContext | undefined {
  const context = readTraceparent(kept);
  const spanId = digest.slice(0, 16);
  return context === undefined || !/^(?!0+$)[0-9a-f]{16}$/.test(spanId) ? context : { ...context, spanId };
}

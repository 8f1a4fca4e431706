import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { acting, stampOf } from '#kernel/act.ts';
import { looseEntry } from '#kernel/outbox.ts';
import { readTraceparent, spanUnder, traceparentOf, traceStamp, underTrace, type TraceContext } from '#kernel/trace.ts';
import { openTracing } from '#platform/tracing.ts';
import { inTheirTrace, strangersTraceOf, traceOf } from '#doors/trace.ts';
import { withTrace } from '#doors/trace-log.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';
const given = `00-${TRACE}-${SPAN}-01`;
const context: TraceContext = { traceId: TRACE, spanId: SPAN, sampled: true };

describe('X8 a traceparent', () => {
  test('is read and written as the standard says', () => {
    expect(readTraceparent(given)).toEqual(context);
    expect(traceparentOf(context)).toBe(given);
    expect(readTraceparent(`00-${TRACE}-${SPAN}-00`)?.sampled).toBe(false);
    expect(readTraceparent(`00-${TRACE}-${SPAN}-03`)?.sampled).toBe(true);
    // A version of later may have more.
    expect(readTraceparent(`cc-${TRACE}-${SPAN}-01-what-the-future-will-be-like`)).toEqual(context);
  });

  test.each([
    undefined,
    '',
    'x',
    `00-${TRACE}-${SPAN}`,
    `00-${TRACE}-${SPAN}-01-more`,
    `00-${TRACE}-${SPAN}-1`,
    `ff-${TRACE}-${SPAN}-01`,
    `00-${'0'.repeat(32)}-${SPAN}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE.toUpperCase()}-${SPAN}-01`,
    ` ${given}`,
    `${given}\n`,
    given.replace('4', 'g'),
  ])('%j is invalid, and is replaced by a new one', (header) => {
    expect(readTraceparent(header)).toBeUndefined();
    const headers = header === undefined ? {} : { traceparent: header };
    const made = traceOf({ headers });
    expect(readTraceparent(traceparentOf(made))).toEqual(made);
    expect(made.traceId).not.toBe(TRACE);
  });

  test('any text is read, or replaced', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const made = traceOf({ headers: { traceparent: text, 'x-cloud-trace-context': text } });
        expect(readTraceparent(traceparentOf(made))).toEqual(made);
      }),
    );
  });
});

describe('X8 at a door', () => {
  test('the caller’s trace goes on, with a span of ours', () => {
    const made = traceOf({ headers: { traceparent: given } });
    expect(made).toEqual({ traceId: TRACE, sampled: true, spanId: expect.stringMatching(/^[0-9a-f]{16}$/) });
    expect(made.spanId).not.toBe(SPAN);
  });

  test('the cloud’s own header counts where there is no other', () => {
    expect(traceOf({ headers: { 'x-cloud-trace-context': `${TRACE}/123;o=1` } })).toMatchObject({ traceId: TRACE, sampled: true });
    expect(traceOf({ headers: { 'x-cloud-trace-context': `${TRACE}/123` } })).toMatchObject({ traceId: TRACE, sampled: false });
  });

  test('what is asked within a request belongs to its trace', () => {
    const tracing = openTracing();
    expect(tracing.under(context, () => traceOf({ headers: {} }, { tracing }))).toBe(context);
  });
});

describe('X8 what is brought about in a trace', () => {
  test('carries it, across turns, and nothing outside of it does', async () => {
    const tracing = openTracing();
    const kernel = { timeScale: 1, tracing };
    const entry = (): { trace?: string } => looseEntry(kernel, 'k', { kind: 'request', id: 'a' }, { kind: 'send_mail' }, 0);
    await underTrace(kernel, context, async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(entry().trace).toBe(given);
      const act = acting(kernel as never, { who: 'person:ana', door: 'session' });
      expect(stampOf(act)).toEqual({
        act: { who: 'person:ana', door: 'session', trace: TRACE },
        actor: 'person:ana',
        trace: given,
        traceId: TRACE,
      });
    });
    expect('trace' in entry()).toBe(false);
    expect([stampOf(kernel), traceStamp({})]).toEqual([{}, {}]);
  });

  test('an effect’s own span follows from who performs it; what was kept wrong is no trace', () => {
    expect(spanUnder(given, 'ab'.repeat(20))).toEqual({ traceId: TRACE, spanId: 'ab'.repeat(8), sampled: true });
    expect(spanUnder(undefined, 'ab'.repeat(20))).toBeUndefined();
    expect(spanUnder('garbage', 'ab'.repeat(20))).toBeUndefined();
  });

  test('X4 stands in every line of the log as Cloud Logging reads it', () => {
    const tracing = openTracing();
    const lines: object[] = [];
    const log = withTrace((severity, message, data) => lines.push({ severity, message, ...data }), tracing, 'sample');
    tracing.under(context, () => log('INFO', 'sweep done', { dead: 0 }));
    log('INFO', 'outside', {});
    expect(lines).toEqual([
      {
        severity: 'INFO',
        message: 'sweep done',
        dead: 0,
        'logging.googleapis.com/trace': `projects/sample/traces/${TRACE}`,
        'logging.googleapis.com/spanId': SPAN,
        'logging.googleapis.com/trace_sampled': true,
      },
      { severity: 'INFO', message: 'outside' },
    ]);
  });
});

describe('X8 of whoever has proven nothing', () => {
  const headers = { traceparent: given };

  test('X8 the trace that they name is a link, and what they bring about is in one of ours, until they are proven', () => {
    const tracing = openTracing();
    const lines: object[] = [];
    const log = withTrace((_severity, _message, data) => void lines.push(data), tracing);
    const made = strangersTraceOf({ headers }, { tracing });
    expect(made).toEqual({ traceId: expect.not.stringContaining(TRACE), spanId: expect.any(String), sampled: true, link: given });
    tracing.under(made, () => {
      log('INFO', 'x', {});
      expect(traceStamp({ tracing }).traceId).toBe(made.traceId);
      expect(strangersTraceOf({ headers }, { tracing })).toBe(made);
      inTheirTrace({ headers }, { tracing }, () => expect(traceStamp({ tracing }).traceId).toBe(TRACE));
    });
    expect(lines).toEqual([expect.objectContaining({ 'logging.googleapis.com/trace': made.traceId, linkedTrace: given })]);
  });

  test('X8 who names none has one of ours without a link, proven or not', () => {
    const tracing = openTracing();
    const made = strangersTraceOf({ headers: {} }, { tracing });
    expect(made).not.toHaveProperty('link');
    tracing.under(made, () => inTheirTrace({ headers: {} }, { tracing }, () => expect(tracing.current()).toBe(made)));
  });
});

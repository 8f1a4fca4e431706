import { readTraces } from '#contexts/access/app/trace/read.ts';
import { append } from '#kernel/lists.ts';
import { unknown } from '#products/rehearsal/app/operate/requests.ts';
import { traced } from '#products/rehearsal/app/operate/traces.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';

/** Commands of a request whose traces are looked for, and traces that are read together. */
const MOST_COMMANDS = 300;
const MOST_TRACES = 20;

export const requestTrace: Operation<'request_trace'> = async (system, _, { id }) => {
  const timeline = await system.store.query({ index: 'timelineInOrder', parent: id, equal: {}, limit: MOST_COMMANDS });
  if (timeline.length === 0) return unknown(id);
  const all: string[] = [];
  append(
    all,
    timeline.flatMap(({ document: { traceId } }) => (traceId === undefined ? [] : [traceId])),
  );
  return traced(system, await readTraces(system.store, [...new Set(all)], MOST_TRACES, { kind: 'request', id }));
};

import { readTrace } from '#contexts/access/app/trace/read.ts';
import { traced } from '#products/rehearsal/app/operate/traces.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';

export const traceShow: Operation<'trace_show'> = async (system, _, { trace }) => {
  const seen = await readTrace(system.store, trace);
  return seen.commands.length + seen.effects.length === 0
    ? { refused: 'not_found', detail: `nothing is known of the trace ${trace}` }
    : traced(system, seen);
};

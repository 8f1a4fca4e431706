import { AsyncLocalStorage } from 'node:async_hooks';
import type { TraceContext, Tracing } from '#kernel/trace.ts';

/** One for a process: with the runtime's own bookkeeping of what was begun by what. */
export function openTracing(): Tracing {
  const storage = new AsyncLocalStorage<TraceContext>();
  return { current: () => storage.getStore(), under: (context, work) => storage.run(context, work) };
}

import type { Tracing } from '#kernel/trace.ts';
import { withTrace } from '#doors/trace-log.ts';
import type { Log } from '#products/rehearsal/app/system.ts';

/** X4: one JSON line each, on stderr; stdout is for the person who started us. Plain news is left out at home. */
export function createLog(tracing: Tracing, write: (line: string) => void = (line) => void process.stderr.write(`${line}\n`)): Log {
  return withTrace((severity, message, data) => {
    if (severity !== 'INFO') write(JSON.stringify({ severity, message, ...data }));
  }, tracing);
}

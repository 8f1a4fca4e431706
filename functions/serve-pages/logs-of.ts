import { createLogs, type Logs } from '#contexts/operations/app/log/logs.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';

/** Where lines lie is remembered for as long as the process lives. */
const known = new WeakMap<OutputStore, Logs>();

export function logsOf(outputs: OutputStore): Logs {
  const logs = known.get(outputs) ?? createLogs(outputs);
  known.set(outputs, logs);
  return logs;
}

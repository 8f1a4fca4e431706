import { maskAddresses } from '#kernel/address.ts';
import { plainLine } from '#kernel/terminal.ts';
import { USUAL_LIMITS } from '#contexts/operations/domain/limits.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import { extendIndex, linesIn, readLines, type LogIndex, type LogName } from '#contexts/operations/app/log/index-log.ts';

interface LogWindow {
  /** Number of the first line, from 1. */
  from: number;
  lines: string[];
  /** Of all that there is by now. */
  total: number;
  bytes: number;
}

interface LogMatches {
  /** Of all lines, whatever is shown. */
  count: number;
  shown: { line: number; text: string }[];
  total: number;
}

/** R16, R17: any part of what an operation wrote, by its lines, while it grows and after. */
export interface Logs {
  /** So many lines from there on; without it the last ones. */
  window(name: LogName, asked: { from?: number | undefined; count: number }): Promise<LogWindow>;
  /** R12. Lines that have this text in what is shown of them, in whatever case; counted all, shown from `from` on. What is masked is not found. */
  search(name: LogName, asked: { text: string; from: number; most: number }): Promise<LogMatches>;
}

/** Where lines lie is remembered for as long as the process lives. */
const all = new WeakMap<OutputStore, Logs>();

export function logsOf(outputs: OutputStore): Logs {
  const logs = all.get(outputs) ?? createLogs(outputs);
  all.set(outputs, logs);
  return logs;
}

const MOST_KEPT = 50;
/** An agent sends no more of one stream. */
const MOST_CHUNKS = 50_000;

/** Remembers where lines lie, of those that were looked at last; everything else is read anew. */
export function createLogs(outputs: OutputStore): Logs {
  const known = new Map<string, LogIndex>();

  async function indexOf(name: LogName): Promise<LogIndex> {
    const key = `${name.runId}/${name.stream}`;
    const index = known.get(key) ?? { ends: [], bytes: 0 };
    known.delete(key);
    const reading = { ends: [...index.ends], bytes: index.bytes };
    await extendIndex(outputs, name, reading, MOST_CHUNKS);
    known.set(key, reading);
    for (const oldest of known.keys()) if (known.size > MOST_KEPT) known.delete(oldest);
    return reading;
  }

  return {
    async window(name, { from, count }) {
      const index = await indexOf(name);
      const total = linesIn(index);
      const first = Math.max(1, from ?? total - count + 1);
      return { from: first, lines: await readLines(outputs, name, index, { from: first, count }), total, bytes: index.bytes };
    },
    async search(name, { text, from, most }) {
      const wanted = text.toLowerCase();
      const index = await indexOf(name);
      const found: LogMatches = { count: 0, shown: [], total: linesIn(index) };
      let line = 0;
      for (let seq = 1; seq <= index.ends.length && line < USUAL_LIMITS.lines; seq += 1)
        for (const one of (await outputs.readChunk(name.runId, name.stream, seq)) ?? []) {
          line += 1;
          if (!plainLine(maskAddresses(one)).toLowerCase().includes(wanted)) continue;
          found.count += 1;
          if (line >= from && found.shown.length < most) found.shown.push({ line, text: one });
        }
      return found;
    },
  };
}

import { logsOf, type Logs } from '#contexts/operations/app/log/logs.ts';
import type { LogName } from '#contexts/operations/app/log/index-log.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import { fitting } from '#contexts/operations/pages/log/fit.ts';
import { foldable, rowsOf } from '#contexts/operations/pages/log/rows.ts';
import { createSharedReads } from '#doors/shared-reads.ts';

/** How far a log has come. */
interface LogEnd {
  isRunning: boolean;
  total: number;
  bytes: number;
}

interface NewRows {
  /** What goes on with a group that is not over there. */
  head: string;
  html: string;
  /** The last line of it. */
  to: number;
}

type NewLines = NewRows & LogEnd;

/** Lines of one answer, and bytes of its rows. */
const MOST_NEW = 4_000;
const NEW_BYTES = 400_000;

/** R17. How old what somebody is told may be: whoever follows asks every 1.5 seconds. */
const LOOK_LASTS = 1_000;
const MOST_LOOKS = 50;

/** Lines do not change; that they were forgotten (Z4) holds soon all the same. */
const ROWS_LAST = 10_000;
const MOST_ROWS = 8;

/** R17, P7. All who follow one log share one look a second, and rows that are made once: whoever is told by one look asks from the same line next. */
interface NewLinesReader {
  /** Undefined where there is no such operation. `isRunning` is asked before the log is looked at: what it wrote last is not missed. */
  behind(name: LogName, after: number, isRunning: () => Promise<boolean | undefined>): Promise<NewLines | undefined>;
}

/** What they share is remembered for as long as the process lives. */
const all = new WeakMap<OutputStore, NewLinesReader>();

export function newLinesOf(outputs: OutputStore): NewLinesReader {
  const known = all.get(outputs) ?? createNewLines(logsOf(outputs));
  all.set(outputs, known);
  return known;
}

function createNewLines(logs: Logs): NewLinesReader {
  const looks = createSharedReads<LogEnd | undefined>({ lasts: LOOK_LASTS, most: MOST_LOOKS });
  const made = createSharedReads<NewRows>({ lasts: ROWS_LAST, most: MOST_ROWS });
  return {
    async behind(name, after, isRunning) {
      const key = `${name.runId}/${name.stream}`;
      const end = await looks(key, () => lookAt(logs, name, isRunning));
      if (end === undefined) return undefined;
      if (end.total <= after) return { head: '', html: '', to: after, ...end };
      const rows = await made(`${key}/${after}/${end.total}`, () => rowsBehind(logs, name, after, end.total));
      return { ...rows, ...end };
    },
  };
}

async function lookAt(logs: Logs, name: LogName, isRunning: () => Promise<boolean | undefined>): Promise<LogEnd | undefined> {
  const runs = await isRunning();
  if (runs === undefined) return undefined;
  const { total, bytes } = await logs.window(name, { count: 0 });
  return { isRunning: runs, total, bytes };
}

async function rowsBehind(logs: Logs, name: LogName, after: number, total: number): Promise<NewRows> {
  const { from, lines } = await logs.window(name, { from: after + 1, count: Math.min(MOST_NEW, total - after) });
  const rows = fitting(rowsOf(lines, from), NEW_BYTES, 'first');
  const begins = rows.findIndex(({ group }) => group !== undefined);
  const head = begins < 0 ? rows : rows.slice(0, begins);
  const rest = begins < 0 ? [] : rows.slice(begins);
  return { head: foldable(head).markup, html: foldable(rest).markup, to: rows.at(-1)?.number ?? after };
}

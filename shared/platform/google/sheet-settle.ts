import { largest } from '#kernel/lists.ts';
import type { Grid, Headers } from '../sheet-headers.ts';
import type { IsLocked, SheetEdits } from '../sheet-plan.ts';
import { originsIn } from '../sheet-restore.ts';
import { changesBetween, requestsOf } from './sheet-batch.ts';
import type { Answer, SheetCalls } from './sheet-calls.ts';
import { remember, type Memory } from './sheet-memory.ts';
import type { Clock } from './sheet-pace.ts';
import { blank, lockedIn, textCell, textsOf, trimmed, type Cell, type Snapshot } from './sheet-snapshot.ts';
import { nextTurn } from './sheet-tokens.ts';

export interface SettleOptions {
  calls: SheetCalls;
  headers: Headers;
  clock: Clock;
  /** In [0, 1). */
  random: () => number;
  /** How long to go on after the first failure (ms). */
  patience: number;
}

/** Made anew for every fresh reading. */
export type Prepare<P extends SheetEdits> = () => Promise<Plan<P>>;

type Plan<P> = (grid: Grid, isLocked: IsLocked) => P;

interface Progress<P> {
  snapshot: Snapshot;
  plan: Plan<P>;
  memory?: Memory | undefined;
  last?: string;
  /** The plan that was carried out first: what becomes of the rows as they were found. */
  told?: P;
}

/** A person who moves things at every one of our steps does not keep us for ever. */
const STEPS = 12;
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 16_000;

/**
 * Reads, plans, writes, and looks at what the sheet was at the moment of the writing, until nothing is left to write: then every
 * cell says what the plan wants and what people had in theirs, however they moved rows and columns in between. Calls `seen`
 * with every plan. Throws the last failure when patience ends.
 */
export async function settle<P extends SheetEdits>(
  options: SettleOptions,
  prepare: Prepare<P>,
  seen: (plan: P) => void = () => {},
): Promise<P> {
  const retry = retries(options);
  let progress: Progress<P> = await fresh(options.calls, prepare, retry);
  for (let step = 0; step < STEPS; step += 1) {
    const { snapshot, told } = progress;
    const right = restored(progress, options.headers);
    const plan = progress.plan(textsOf(right), lockedIn(snapshot));
    seen(plan);
    const wanted = withEdits(right, plan);
    const changes = JSON.stringify(changesBetween(snapshot.cells, wanted));
    // The same changes twice in a row: the sheet makes something else of our text, and always will.
    if (changes === '[]' || changes === progress.last) return told ?? plan;
    const inside = changesBetween(snapshot.cells, wanted.slice(0, right.length));
    const batch = { inside, behind: wanted.slice(right.length), added: plan.added };
    const turn = nextTurn(snapshot);
    const answer = await options.calls.write(requestsOf(snapshot, batch, turn));
    const memory = remember(progress.memory, { cells: right, turn, batch, answer: answer.kind });
    if (answer.kind === 'done') progress = { ...progress, snapshot: answer.snapshot, memory, last: changes, told: told ?? plan };
    else {
      await retry(answer);
      progress = { ...(await fresh(options.calls, prepare, retry)), memory };
    }
  }
  throw new Error('the approval sheet was changed by somebody else each time it was written');
}

async function fresh<P extends SheetEdits>(calls: SheetCalls, prepare: Prepare<P>, retry: Retry): Promise<Progress<P>> {
  for (;;) {
    const answer = await calls.read();
    if (answer.kind === 'done') return { snapshot: answer.snapshot, plan: await prepare() };
    await retry(answer);
  }
}

/** The cells as they were but for our writing into wrong ones; only known when ours was the last machine's batch. */
function restored<P>({ snapshot, memory }: Progress<P>, headers: Headers): Cell[][] {
  if (memory === undefined || memory.turn !== snapshot.turn) return snapshot.cells;
  const { cells } = memory;
  const origin = originsIn({ ...memory, truth: textsOf(cells), now: textsOf(snapshot.cells), headers });
  const width = largest(
    0,
    snapshot.cells.map((row) => row.length),
  );
  return trimmed(
    snapshot.cells.map((row, n) =>
      Array.from({ length: width }, (_, column) => {
        const from = origin(n, column);
        if (from === 'here') return row[column] ?? blank;
        return from === 'blank' ? blank : (cells[from.row]?.[from.column] ?? blank);
      }),
    ),
  );
}

function withEdits(cells: readonly (readonly Cell[])[], { edits }: SheetEdits): Cell[][] {
  const rows = cells.map((row) => [...row]);
  for (const { row, column, text } of edits) {
    while (rows.length <= row) rows.push([]);
    const cell = rows[row] ?? [];
    while (cell.length < column) cell.push(blank);
    cell[column] = textCell(text);
  }
  return rows;
}

type Failed = Exclude<Answer, { kind: 'done' }>;
type Retry = (failure: Failed) => Promise<void>;

/** Waits before another attempt: as long as the service said, and a random time whose bound doubles. Throws when that is too long. */
function retries({ clock, random, patience }: SettleOptions): Retry {
  let failures = 0;
  let end: number | undefined;
  return async (failure) => {
    end ??= clock.now() + patience;
    const bound = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures++);
    const asked = 'wait' in failure ? (failure.wait ?? 0) : 0;
    const wait = asked + random() * bound;
    if (failures >= STEPS || clock.now() + wait > end) throw failure.error;
    await clock.sleep(wait);
  };
}

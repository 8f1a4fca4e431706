import { append } from '#kernel/lists.ts';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, readSync, truncateSync, writeSync } from 'node:fs';
import { outputLimits } from '#contexts/operations/agent.ts';
import { sizeOf } from './files.ts';
import { jsonBytes, renderLine, renderLines } from './lines.ts';
import { leftOutLine, NO_BUDGET, sharesOf, tailStart, tailWindow, type OutputBudget } from './output-budget.ts';
import { plannedChunk, type PlannedChunk } from './task-files.ts';

/**
 * Cuts a growing output file into chunks. A chunk is on disk before anyone sees it, so it is the same after a restart.
 * Between two chunks there is only the rest of a line that was cut.
 */
export interface ChunkPlan {
  chunks: readonly PlannedChunk[];
  /**
   * Plans some more of what the file holds; answers how many chunks were added. `finalSize`: the job has ended and so many bytes count.
   * Without it a last line without its end waits.
   */
  extend(finalSize: number | undefined): number;
  /** All `finalSize` bytes are planned. */
  covers(finalSize: number): boolean;
  linesOf(chunk: PlannedChunk): string[];
}

const WINDOW = 1024 * 1024;
const BATCH = 64;
const NEWLINE = 10;

export function openChunkPlan(outputPath: string, planPath: string, budget: OutputBudget = NO_BUDGET): ChunkPlan {
  const chunks = readPlan(planPath);
  const position = chunks.at(-1)?.to ?? 0;
  const insideCutLine = position > 0 && readBytes(outputPath, position - 1, position)[0] !== NEWLINE;
  const file: GrowingFile = { path: outputPath, chunks, position, insideCutLine, budget, ...sharesOf(budget) };
  return {
    chunks,
    extend(finalSize) {
      const added = planned(file, finalSize);
      if (added.length > 0) appendPlan(planPath, added);
      append(chunks, added);
      return added.length;
    },
    covers: (finalSize) => file.position >= Math.min(finalSize, sizeOf(outputPath)),
    linesOf: (chunk) => (chunk.cut ? [leftOutLine(chunk.to - chunk.from)] : renderLines(readBytes(outputPath, chunk.from, chunk.to))),
  };
}

interface GrowingFile {
  path: string;
  chunks: readonly PlannedChunk[];
  /** Up to here it is planned. */
  position: number;
  insideCutLine: boolean;
  budget: OutputBudget;
  head: OutputBudget;
  tail: OutputBudget;
  /** All that is left has room: known once the end is. */
  fits?: boolean;
}

/** The next chunks, none when nothing is to be planned yet. */
function planned(file: GrowingFile, finalSize: number | undefined): PlannedChunk[] {
  const { path, chunks, position } = file;
  const end = Math.min(finalSize ?? Infinity, sizeOf(path), position + WINDOW);
  const bytes = readBytes(path, position, end);
  let skip = 0;
  if (file.insideCutLine) {
    const newline = bytes.indexOf(NEWLINE);
    skip = newline === -1 ? bytes.length : newline + 1;
    file.insideCutLine = newline === -1;
  }
  const isLast = finalSize !== undefined && end >= Math.min(finalSize, sizeOf(path));
  const cut = cutIntoChunks(bytes.subarray(skip), isLast, roomIn(file, finalSize));
  const added = cut.spans.map(({ from, to, ...sends }, index) => ({
    seq: chunks.length + index + 1,
    from: position + skip + from,
    to: position + skip + to,
    ...sends,
  }));
  file.position = added.at(-1)?.to ?? position + skip;
  file.insideCutLine ||= cut.endsInsideLine;
  return cut.isFull && added.length === 0 && finalSize !== undefined ? leaveOut(file, finalSize) : added;
}

/** What is left of the head's share; no bounds once the tail has begun, or when all that is left is known to have room. */
function roomIn(file: GrowingFile, finalSize: number | undefined): OutputBudget {
  const { chunks, head, budget } = file;
  if (chunks.some(({ cut }) => cut === true)) return NO_BUDGET;
  if (finalSize !== undefined) file.fits ??= hasRoom(file, finalSize, leftOf(budget, chunks));
  return file.fits === true ? NO_BUDGET : leftOf(head, chunks);
}

function leftOf(share: OutputBudget, chunks: readonly PlannedChunk[]): OutputBudget {
  return chunks.reduce((left, { bytes, lines }) => ({ bytes: left.bytes - bytes, lines: left.lines - lines }), share);
}

/** Looks at no more of the file than there is room for. */
function hasRoom({ path, position }: GrowingFile, finalSize: number, { bytes, lines }: OutputBudget): boolean {
  const end = Math.min(finalSize, sizeOf(path));
  if (end - position > bytes) return false;
  let count = 0;
  for (let from = position; from < end && count <= lines; from += WINDOW) {
    const window = readBytes(path, from, Math.min(end, from + WINDOW));
    for (let at = window.indexOf(NEWLINE); at !== -1; at = window.indexOf(NEWLINE, at + 1)) count += 1;
    if (from + WINDOW >= end && window.at(-1) !== NEWLINE) count += 1;
  }
  return count <= lines;
}

/** The head is full: with the end known the tail is looked for, and one line stands for what lies between. */
function leaveOut(file: GrowingFile, finalSize: number): PlannedChunk[] {
  const end = Math.min(finalSize, sizeOf(file.path));
  const from = Math.max(file.position, end - tailWindow(file.tail));
  const left = { from: file.position, to: from + tailStart(readBytes(file.path, from, end), file.tail) };
  // What is left of the output is its tail.
  if (left.to <= left.from) return [];
  [file.position, file.insideCutLine] = [left.to, false];
  const bytes = Buffer.byteLength(leftOutLine(left.to - left.from));
  return [{ seq: file.chunks.length + 1, ...left, lines: 1, bytes, cut: true }];
}

interface Cut {
  spans: { from: number; to: number; lines: number; bytes: number }[];
  endsInsideLine: boolean;
  /** The next line does not fit into the room any more. */
  isFull: boolean;
}

/** Spans relative to `bytes`, at most BATCH. `isLast`: nothing will follow, so what is left is a line too. */
function cutIntoChunks(bytes: Buffer, isLast: boolean, room: OutputBudget): Cut {
  const spans: Cut['spans'] = [];
  let [from, to, lines, sent, size] = [0, 0, 0, 0, 0];
  const left = { ...room };
  const close = (): void => {
    if (lines > 0) spans.push({ from, to, lines, bytes: sent });
    [from, lines, sent, size] = [to, 0, 0, 0];
  };
  while (spans.length < BATCH && to < bytes.length) {
    const newline = bytes.indexOf(NEWLINE, to);
    const tooLong = newline === -1 && bytes.length - to > outputLimits.lineBytes;
    if (newline === -1 && !tooLong && !isLast) break;
    const next = newline !== -1 ? newline + 1 : tooLong ? to + outputLimits.lineBytes + 1 : bytes.length;
    const line = renderLine(bytes.subarray(to, newline === -1 ? next : newline));
    const [added, length] = [jsonBytes(line) + 1, Buffer.byteLength(line)];
    if (left.lines < 1 || left.bytes < length) {
      close();
      return { spans, endsInsideLine: false, isFull: true };
    }
    if (lines === outputLimits.lines || (lines > 0 && size + added > outputLimits.bytes)) close();
    if (spans.length === BATCH) break;
    [to, lines, sent, size] = [next, lines + 1, sent + length, size + added];
    [left.lines, left.bytes] = [left.lines - 1, left.bytes - length];
    if (!tooLong) continue;
    close();
    return { spans, endsInsideLine: true, isFull: false };
  }
  close();
  return { spans, endsInsideLine: false, isFull: false };
}

function readBytes(path: string, from: number, to: number): Buffer {
  if (to <= from || !existsSync(path)) return Buffer.alloc(0);
  const bytes = Buffer.alloc(to - from);
  const file = openSync(path, 'r');
  try {
    let filled = 0;
    while (filled < bytes.length) {
      const read = readSync(file, bytes, filled, bytes.length - filled, from + filled);
      if (read === 0) break;
      filled += read;
    }
    return bytes.subarray(0, filled);
  } finally {
    closeSync(file);
  }
}

/** A last row that was not written whole was never sent: it is dropped. */
function readPlan(path: string): PlannedChunk[] {
  if (!existsSync(path)) return [];
  const text = readFileSync(path, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) truncateSync(path, whole.length);
  return whole
    .split('\n')
    .slice(0, -1)
    .map((row) => plannedChunk.parse(JSON.parse(row)));
}

function appendPlan(path: string, chunks: PlannedChunk[]): void {
  const file = openSync(path, 'a', 0o600);
  try {
    writeSync(file, chunks.map((chunk) => `${JSON.stringify(chunk)}\n`).join(''));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

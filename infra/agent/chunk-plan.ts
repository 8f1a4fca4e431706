import { closeSync, existsSync, fsyncSync, openSync, readFileSync, readSync, truncateSync, writeSync } from 'node:fs';
import { outputLimits } from '#contracts/agent.ts';
import { sizeOf } from './files.ts';
import { jsonBytes, renderLine, renderLines } from './lines.ts';
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

export function openChunkPlan(outputPath: string, planPath: string): ChunkPlan {
  const chunks = readPlan(planPath);
  let position = chunks.at(-1)?.to ?? 0;
  let insideCutLine = position > 0 && readBytes(outputPath, position - 1, position)[0] !== NEWLINE;

  function extend(finalSize: number | undefined): number {
    const end = Math.min(finalSize ?? Infinity, sizeOf(outputPath), position + WINDOW);
    const bytes = readBytes(outputPath, position, end);
    let skip = 0;
    if (insideCutLine) {
      const newline = bytes.indexOf(NEWLINE);
      skip = newline === -1 ? bytes.length : newline + 1;
      insideCutLine = newline === -1;
    }
    const isLast = finalSize !== undefined && end >= Math.min(finalSize, sizeOf(outputPath));
    const cut = cutIntoChunks(bytes.subarray(skip), isLast);
    const added = cut.spans.map(([from, to], index) => ({
      seq: chunks.length + index + 1,
      from: position + skip + from,
      to: position + skip + to,
    }));
    if (added.length > 0) appendPlan(planPath, added);
    chunks.push(...added);
    position = added.at(-1)?.to ?? position + skip;
    insideCutLine ||= cut.endsInsideLine;
    return added.length;
  }

  return {
    chunks,
    extend,
    covers: (finalSize) => position >= Math.min(finalSize, sizeOf(outputPath)),
    linesOf: (chunk) => renderLines(readBytes(outputPath, chunk.from, chunk.to)),
  };
}

/** Spans relative to `bytes`, at most BATCH. `isLast`: nothing will follow, so what is left is a line too. */
function cutIntoChunks(bytes: Buffer, isLast: boolean): { spans: [number, number][]; endsInsideLine: boolean } {
  const spans: [number, number][] = [];
  let from = 0;
  let to = 0;
  let lines = 0;
  let size = 0;
  const close = (): void => {
    if (lines > 0) spans.push([from, to]);
    [from, lines, size] = [to, 0, 0];
  };
  while (spans.length < BATCH && to < bytes.length) {
    const newline = bytes.indexOf(NEWLINE, to);
    const tooLong = newline === -1 && bytes.length - to > outputLimits.lineBytes;
    if (newline === -1 && !tooLong && !isLast) break;
    const next = newline !== -1 ? newline + 1 : tooLong ? to + outputLimits.lineBytes + 1 : bytes.length;
    const added = jsonBytes(renderLine(bytes.subarray(to, newline === -1 ? next : newline))) + 1;
    if (lines === outputLimits.lines || (lines > 0 && size + added > outputLimits.bytes)) close();
    if (spans.length === BATCH) break;
    [to, lines, size] = [next, lines + 1, size + added];
    if (tooLong) {
      close();
      return { spans, endsInsideLine: true };
    }
  }
  close();
  return { spans, endsInsideLine: false };
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

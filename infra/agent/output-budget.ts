import { outputLimits, truncatedMark } from '#contexts/operations/agent.ts';

/** R16. How much of one stream is sent; the rest in its middle is left out and said to be. */
export interface OutputBudget {
  bytes: number;
  lines: number;
}

export const NO_BUDGET: OutputBudget = { bytes: Number.MAX_SAFE_INTEGER, lines: Number.MAX_SAFE_INTEGER };

/** What the line in the place of what is left out may take. */
const MARK = { bytes: 100, lines: 1 };
const HEAD_SHARE = 0.75;

/** The head is sent while the job runs, the tail once its end is known. */
export function sharesOf({ bytes, lines }: OutputBudget): { head: OutputBudget; tail: OutputBudget } {
  const head = { bytes: Math.floor(bytes * HEAD_SHARE), lines: Math.floor(lines * HEAD_SHARE) };
  return { head, tail: { bytes: Math.max(0, bytes - head.bytes - MARK.bytes), lines: Math.max(0, lines - head.lines - MARK.lines) } };
}

export function leftOutLine(bytes: number): string {
  return `[${bytes} bytes are left out here]${truncatedMark}`;
}

const NEWLINE = 10;

/**
 * Where the tail of `bytes` begins, which end where the output does: after a line break, so that at most so many bytes and lines follow.
 * `bytes.length` when not one whole line fits.
 */
export function tailStart(bytes: Buffer, { bytes: most, lines }: OutputBudget): number {
  let start = bytes.length;
  let at = bytes.at(-1) === NEWLINE ? bytes.length - 2 : bytes.length - 1;
  for (let kept = 0; kept < lines && at >= 0; kept += 1) {
    const before = bytes.lastIndexOf(NEWLINE, at);
    // The first of these bytes may lie in the middle of a line.
    if (before < 0 || bytes.length - before - 1 > most) break;
    start = before + 1;
    at = before - 1;
  }
  return start;
}

/** Most bytes of a file that a tail can lie in: a line is cut when it is sent, not in the file. */
export function tailWindow({ bytes }: OutputBudget): number {
  return Math.min(bytes, 64 * outputLimits.bytes);
}

import { USUAL_LIMITS, type OutputLimits } from './limits.ts';

/** R16. Of an output that is longer than its limits head and tail are kept, and one line says what is left out between them. */
export interface HeadAndTail {
  /** The lines that are certain to be kept by now, in their order. */
  take(line: string): readonly string[];
  /** What was held back. */
  end(): readonly string[];
}

const HEAD_SHARE = 0.75;
/** What the line in the place of what is left out may take. */
const MARK = { bytes: 100, lines: 1 };
const NOTHING: readonly string[] = [];

/** `sizeOf`: bytes of a line. Holds at most the share of the tail. `mark`: what stands for so many bytes, ending as a cut line does. */
export function headAndTail(
  limits: OutputLimits | undefined,
  sizeOf: (line: string) => number,
  mark: (bytes: number) => string,
): HeadAndTail {
  const most = limits ?? USUAL_LIMITS;
  const head = { bytes: Math.floor(most.bytes * HEAD_SHARE), lines: Math.floor(most.lines * HEAD_SHARE) };
  const tail = tailing({ bytes: most.bytes - head.bytes - MARK.bytes, lines: most.lines - head.lines - MARK.lines }, sizeOf);
  let isFull = false;
  return {
    take(line) {
      const size = sizeOf(line);
      isFull ||= head.lines < 1 || head.bytes < size;
      if (isFull) {
        tail.take(line, size);
        return NOTHING;
      }
      [head.lines, head.bytes] = [head.lines - 1, head.bytes - size];
      return [line];
    },
    end() {
      const { lines, leftOut } = tail.end();
      return leftOut === 0 ? lines : [mark(leftOut), ...lines];
    },
  };
}

/** The last lines that have room together, and how many bytes went before them. */
function tailing(room: OutputLimits, sizeOf: (line: string) => number) {
  let held: string[] = [];
  // The first of them that still counts: taking one away costs nothing.
  let [first, bytes, leftOut] = [0, 0, 0];
  return {
    take(line: string, size: number): void {
      held.push(line);
      bytes += size;
      while (first < held.length && (bytes > room.bytes || held.length - first > room.lines)) {
        const gone = sizeOf(held[first] ?? '');
        held[first] = '';
        [first, bytes, leftOut] = [first + 1, bytes - gone, leftOut + gone];
      }
      if (first < 10_000 || first < held.length / 2) return;
      [held, first] = [held.slice(first), 0];
    },
    end: () => ({ lines: held.slice(first), leftOut }),
  };
}

/** `unreadable`: a line names the label of the count and gives no number that can be read without a guess (R7). */
export type LineState = 'met' | 'assumed_zero' | 'missing' | 'differs' | 'unreadable';

/** What the request keeps of a comparison beside the judged lines. */
export type ComparisonSummary =
  | { kind: 'matched' }
  | { kind: 'differs'; missing: number; unexpected: number; examples: string[]; unreadable?: number }
  | { kind: 'nothing_expected' }
  | { kind: 'not_observable' };

/** One expectation as it was judged; `actual` are a few of `count` lines. Addresses are masked (R12). */
export interface JudgedLine {
  expected: string;
  state: LineState;
  count: number;
  actual: string[];
  /** R8. A line that looks the same and is not, with the reason. */
  hidden?: { line: string; why: string };
}

/** R8. What was judged, kept with the run so that no page judges anew. Bounded: what did not fit is counted. */
export interface Judgement {
  rules: number;
  /** Those that are not met first, then in the order of the form. */
  lines: JudgedLine[];
  unexpected: { count: number; lines: string[] };
  leftOut: { unmet: number; met: number };
}

/** What the output counted under a label. */
export interface Count {
  label: string;
  value: number;
}

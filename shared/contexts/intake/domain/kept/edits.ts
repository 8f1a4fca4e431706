import type { ExpectedOutput } from '#contexts/intake/domain/submission.ts';
import type { Instant } from '#kernel/time.ts';

/** What a contributor may still change of their answers (Q2). */
export interface Edits {
  documentId?: string;
  reason?: string;
  targetRelease?: string;
  expectedOutput?: { step: string; lines: ExpectedOutput[] }[];
}

/** Q2. One answer of the form before and after an edit; of expected output, the lines that went and those that came. */
export type Edited =
  | { field: 'documentId' | 'reason' | 'targetRelease'; before: string; after: string }
  | { field: 'expectedOutput'; step: string; gone: ExpectedOutput[]; come: ExpectedOutput[]; more: number };

/** What the contributor changed at once. */
export interface EditRecord {
  at: Instant;
  /** The question that they answered with it; absent: nobody had asked. */
  question?: number;
  changes: Edited[];
}

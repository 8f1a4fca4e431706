import type { ActionResult } from '#contexts/operations/domain/action/result.ts';
import type { StepOutput } from '#contexts/operations/domain/deployment/state.ts';
import type { EndCause } from '#contexts/operations/domain/run/classes.ts';

/** How an operation ended, as its agent tells it. What it wrote has come before, in so many chunks. */
export interface ToldEnd {
  cause: EndCause;
  exitCode: number | null;
  chunks: StepOutput;
  /** What ended it, or kept it from beginning. */
  message?: string | undefined;
  /** Of an action. */
  result?: ActionResult | undefined;
}

/** A8. SHA-256, hex, of each stream as it is handed out: its lines with masked addresses, each with a line feed behind it. */
export interface OutputDigests {
  stdout: string;
  stderr: string;
}

/** What is kept of an end that is as it was told: nobody judges what was written. */
export interface SaidEnd {
  passed: boolean;
  note: string;
  output?: StepOutput;
}

/** Its exit code says whether it passed. */
export function saidEnd({ cause, exitCode, chunks, message }: ToldEnd): SaidEnd {
  const passed = exitCode === 0 && cause === 'exited';
  const note = message ?? (passed ? 'done' : `${cause}, exit code ${exitCode ?? 'none'}`);
  return { passed, note, ...(chunks.stdout + chunks.stderr === 0 ? {} : { output: chunks }) };
}

/** Takes what it wrote line by line, and says what is kept of its end. Needs no more memory for more lines (R16). */
export interface EndReader<K> {
  stdout(line: string): void;
  stderr(line: string): void;
  /** R16. There was more than may be kept. */
  cut(): void;
  /** `digests`: of all that it took; undefined where none are made. */
  end(digests?: OutputDigests): K;
}

import type { RunEnding } from '#contexts/verdict/domain/judge.ts';

export type RunCommand =
  | { command: 'record_launch'; run: string }
  | { command: 'start_run'; run: string; fencing: number }
  | { command: 'end_run'; run: string; fencing: number; ending: RunEnding }
  | { command: 'cancel_confirmed'; run: string }
  | { command: 'lose_run'; run: string; why: string }
  /** R13, B4. The contributor's word on an audit is not waited for; left out, on whichever it is awaited. */
  | { command: 'waive_word'; operator: string; reason: string; step?: string };

import type { OperationName } from '#contexts/operations/domain/name.ts';
import type { Saying, Sayings } from '#contexts/operations/domain/sayings.ts';
import type { SaidEnd } from '#contexts/operations/domain/told-end.ts';
import type { Base } from '#contexts/gates/domain/pull-request/base.ts';
import type { Change } from '#products/rehearsal/domain/commands.ts';
import type { RunEnding } from '#contexts/verdict/domain/judge.ts';
import type { EndCause } from '#contexts/operations/domain/run/classes.ts';

/** A command to a request, but who says it and when. */
type Said = Change extends infer C ? (C extends Change ? Omit<C, 'id' | 'at' | 'by'> & Saying : never) : never;

/** R2 to R10: a run of a job; its fencing number is on its record. */
export function runNamed(id: string): OperationName {
  return { of: 'run', id };
}

/** D2: a step of the turn under that lease, by its name. */
export function stepNamed(id: string, fencing: number): OperationName & { fencing: number } {
  return { of: 'step', id, fencing };
}

/** D1: the test ref of the turn under that lease. */
export function testRefNamed(fencing: number): OperationName & { fencing: number } {
  return { of: 'test_ref', id: 'test-ref', fencing };
}

/** What came of the test ref; `made` is left out where the change does not merge. */
export interface TestRefEnded {
  note: string;
  made?: { testRef: string; testSha: string; base?: Base };
}

export function runSays(run: string, fencing: number): Sayings<RunEnding, Said> {
  return {
    adopted: () => ({ command: 'record_launch', run }),
    atWork: () => ({ command: 'start_run', run, fencing }),
    ended: (ending) => ({ command: 'end_run', run, fencing, ending }),
    refused: (why) => neverStarted(run, fencing, 'launch_failed', why),
    lost: (why) => ({ command: 'lose_run', run, why }),
    cancelled: () => ({ command: 'cancel_confirmed', run }),
  };
}

/** Why nothing ran. */
export function neverStarted(run: string, fencing: number, cause: EndCause, why: string): Said {
  const ending = { cause, exitCode: null, chunks: { stdout: 0, stderr: 0 }, stdout: [], stderr: [why], observable: true };
  return { command: 'end_run', run, fencing, ending };
}

export function stepSays(step: string, fencing: number): Sayings<SaidEnd, Said> {
  const failed = (note: string): Said => ({ command: 'end_deploy_step', fencing, step, passed: false, note });
  return {
    ended: (ended) => ({ command: 'end_deploy_step', fencing, step, ...ended }),
    refused: failed,
    lost: failed,
    cancelled: () => failed('it was stopped'),
  };
}

export function testRefSays(fencing: number): Sayings<TestRefEnded, Said> {
  const failed = (why: string): Said => ({ command: 'fail_deployment', fencing, why });
  return {
    ended: ({ made, note }) => (made === undefined ? failed(note) : { command: 'record_test_ref', fencing, ...made }),
    refused: failed,
    lost: failed,
    cancelled: () => failed('it was stopped'),
  };
}

import type { z } from 'zod';
import type { Program, StepProgram } from '#contexts/operations/kinds/programs/define.ts';
import { programs } from '#contexts/operations/kinds/programs/table.ts';
import { entryOf } from '#kernel/tables.ts';

export type ProgramName = keyof typeof programs;

/** D2. Those that deployments can have as steps. */
export type StepKind = {
  [K in ProgramName]: (typeof programs)[K] extends { step: object } ? K : never;
}[ProgramName];

/** What people can be asked because of a step, whatever its kind. */
export type StepQuestion = { [K in StepKind]: (typeof programs)[K] extends StepProgram<infer _S, infer Q> ? Q : never }[StepKind];

export const programNames = Object.keys(programs) as ProgramName[];

/** What is known of a kind of step. Throws for one that no program of this version has. */
export function stepProgram(kind: StepKind): StepProgram<z.ZodRawShape, StepQuestion> {
  return entryOf(programs, kind, 'kind of step');
}

export const stepKinds: readonly StepKind[] = Object.keys(programs).filter(isStepKind);

function isStepKind(name: string): name is StepKind {
  return 'step' in entryOf<Program>(programs, name, 'program');
}

/** What people can be asked because of steps. */
export const stepQuestions: readonly StepQuestion[] = stepKinds.flatMap((kind) => stepProgram(kind).step.asks?.question ?? []);

/** D6. Nobody is asked about what is done after a lease. */
export function canComeAfter(kind: StepKind): boolean {
  return stepProgram(kind).step.asks === undefined;
}

/** What people are asked when a step is started, or has failed; undefined where they are not. */
export function askedWhen(kind: StepKind, when: 'started' | 'failed'): StepQuestion | undefined {
  const { asks } = stepProgram(kind).step;
  return asks?.when === when ? asks.question : undefined;
}

/** Whether it may be done again when it was stopped, or nobody knows how far it came. `isSafe`: whoever asked for it says that it is. */
export function mayRepeat(name: ProgramName, isSafe: boolean): boolean {
  const { repeat } = entryOf<Program>(programs, name, 'program');
  return repeat === 'always' || (repeat === 'if_safe' && isSafe);
}

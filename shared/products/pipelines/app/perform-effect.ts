import * as kernel from '#kernel/app/perform.ts';
import type { AnyEffect } from '#kernel/effect.ts';
import type { EffectTask } from '#kernel/task-queue.ts';
import { kernelOf } from '#products/pipelines/app/machine.ts';
import type { System } from '#products/pipelines/app/system.ts';
import type { Transaction } from '#products/pipelines/ports/store.ts';

/** Does one effect under its lease, with what is true now. */
export interface Performer<P extends AnyEffect> {
  perform(work: kernel.Work<P>): Promise<kernel.Result<Transaction>>;
}

/** What performs a kind of effect (a file of `performers/`), and what it must be given for it: `functions/wiring` knows where to have it. */
export interface EffectPerformer<P extends AnyEffect = AnyEffect, T extends object = object> {
  dependencies: readonly (keyof T & string)[];
  perform(system: System, dependencies: T): Performer<P>;
}

/** Takes the lease, performs, and saves the outcome with the effect's end in one transaction. Delivered twice, it is done once. */
export async function performEffect(system: System, kind: string, task: EffectTask, performer: Performer<never>): Promise<kernel.Answer> {
  const one: Performer<AnyEffect> = performer;
  return kernel.performEffect(kernelOf(system), kind, task, (work) => one.perform(work));
}

import { z } from 'zod';
import type { EffectKind, Subject } from '#products/rehearsal/kinds/effects/define.ts';
import { effects } from '#products/rehearsal/kinds/effects/table.ts';
import type { EffectTask, TaskRoute } from '#kernel/task-queue.ts';
import type { Effect } from '#products/rehearsal/domain/effects.ts';

/** Every task says only which effect to perform: the effect's document is the data. */
export const effectTask: z.ZodType<EffectTask> = z.strictObject({
  effectKey: z.string().min(1).max(300),
  dispatch: z.int().min(1),
});

/** Each kind stands under its own name: what is stored of an effect tells its kind by it. */
export const effectKinds: { readonly [K in Effect['kind']]: AnyEffectKind<Extract<Effect, { kind: K }>> } = effects;
type AnyEffectKind<P extends Effect> = EffectKind<P, Subject, string>;

export type TaskKind = keyof typeof effects;
export const taskKinds = Object.keys(effects) as TaskKind[];

/** Effect kind → where it is performed. Queues and functions of one name. */
export const taskRoutes = Object.fromEntries(taskKinds.map((kind) => [kind, routeOf(kind)])) as Record<TaskKind, TaskRoute>;

function routeOf(kind: TaskKind): TaskRoute {
  const { function: name, queue } = effects[kind];
  return { queue: name, function: name, ...queue };
}

import type { EffectKind, Subject } from '#products/rehearsal/kinds/effects/define.ts';
import { effects } from '#products/rehearsal/kinds/effects/table.ts';
import type { TaskRoute } from '#kernel/task-queue.ts';
import type { Effect } from '#products/rehearsal/domain/effects.ts';

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

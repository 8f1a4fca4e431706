import type { EffectKind } from '#products/pipelines/kinds/effects/define.ts';
import { effects } from '#products/pipelines/kinds/effects/table.ts';
import type { TaskRoutes } from '#kernel/task-queue.ts';

/** Any of them; each stands under its own name. */
export const effectKinds: Readonly<Record<string, EffectKind<{ kind: string }, string>>> = effects;

/** Effect kind → where it is performed. Queues and functions of one name. */
export const taskRoutes: TaskRoutes = Object.fromEntries(
  Object.entries(effectKinds).map(([kind, { function: name, queue }]) => [kind, { queue: name, function: name, ...queue }]),
);

import { enqueues } from '#doors/contracts/function.ts';
import { functionContracts, functionNames, type FunctionName } from '#doors/contracts/functions.ts';
import { effectKinds, taskKinds, taskRoutes } from '#products/rehearsal/stored/tasks.ts';
import type { Scope } from '#products/rehearsal/domain/function.ts';

export interface NeededRole {
  function: FunctionName;
  scope: Scope;
  role: string;
  why: string;
}

/** The roles that a function cannot do without, as its registration says. No function has any other. */
export function neededRoles(): NeededRole[] {
  return functionNames.flatMap((name) =>
    Object.entries(functionContracts[name].grants).flatMap(([scope, roles]) =>
      Object.entries(roles).map(([role, why]) => ({ function: name, scope: scope as Scope, role, why })),
    ),
  );
}

/** Queues that a function fills beside its own. */
export function alsoFills(): Record<string, readonly string[]> {
  const fillers = taskKinds.map((kind) => effectKinds[kind]).filter((one) => one.alsoFills.length > 0);
  return Object.fromEntries(fillers.map((one) => [one.function, one.alsoFills.map((kind) => taskRoutes[kind].queue)]));
}

/** The queues that a function puts tasks into: its own, for the next look, and what stands above; those of every kind, where it dispatches. */
export function queuesOf(name: FunctionName): string[] {
  if (!enqueues(functionContracts[name])) return [];
  const kind = taskKinds.find((one) => taskRoutes[one].function === name);
  if (kind === undefined) return taskKinds.map((one) => taskRoutes[one].queue);
  return [taskRoutes[kind].queue, ...effectKinds[kind].alsoFills.map((one) => taskRoutes[one].queue)];
}

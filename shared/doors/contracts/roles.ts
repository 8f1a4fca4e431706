import { enqueues } from '#doors/contracts/function.ts';
import { functionContracts, functionNames, type FunctionName } from '#doors/contracts/functions.ts';
import { registrations } from '#doors/contracts/effects.ts';
import { entryOf } from '#kernel/tables.ts';
import type { Registration } from '#contexts/access/domain/registration.ts';
import type { Scope } from '#contexts/access/domain/function.ts';

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
  const fillers = Object.values(registrations).filter((one) => one.alsoFills.length > 0);
  return Object.fromEntries(fillers.map((one) => [one.function, one.alsoFills.map(queueOf)]));
}

/** The queues that a function puts tasks into: its own, for the next look, and what stands above; those of every kind, where it dispatches. */
export function queuesOf(name: FunctionName): string[] {
  if (!enqueues(functionContracts[name])) return [];
  const own = Object.values(registrations).find((one) => one.function === name);
  if (own === undefined) return Object.keys(registrations).map(queueOf);
  return [own.function, ...own.alsoFills.map(queueOf)];
}

/** Queues and functions have one name. */
function queueOf(kind: string): string {
  return entryOf<Registration>(registrations, kind, 'effect').function;
}

import type { FunctionLimits, Grants, SecretName } from '#contexts/access/domain/function.ts';
import type { Duration } from '#kernel/time.ts';

/** Who calls a function. `public` paths are what hosting rewrites to it; the others prove themselves by OIDC token (X1). */
export type Trigger =
  | {
      kind: 'public';
      paths: readonly string[];
      /** One path of them, for the first call of a new bundle. */
      example: string;
    }
  | { kind: 'task'; queue: string }
  | { kind: 'schedule'; /** Cron, UTC. */ schedule: string; /** Between two calls on a machine of one's own. */ atHome: Duration }
  | { kind: 'event'; /** Pattern of the documents whose creation calls it. */ document: string };

/** A function that performs no effect; those that do are made from `shared/products/rehearsal/kinds/effects`. How it is put together: `functions/<name>/wiring.ts`. */
export interface FunctionKind {
  trigger: Exclude<Trigger, { kind: 'task' }>;
  secrets: readonly SecretName[];
  /** Most seconds of one call. */
  timeout: number;
  limits: FunctionLimits;
  grants: Grants;
}

export function defineFunction({
  limits,
  ...given
}: Omit<FunctionKind, 'limits'> & { limits: Omit<FunctionLimits, 'memory'> & Partial<FunctionLimits> }): FunctionKind {
  return { ...given, limits: { memory: 256, ...limits } };
}

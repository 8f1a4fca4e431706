import { functionContracts, type FunctionContract, type FunctionName } from '#doors/contracts/functions.ts';

export interface PublicPath {
  /** As hosting writes it: `*` is one part of a path, `**` at the end everything that follows. */
  path: string;
  function: FunctionName;
}

/** Public path → function: the first that fits wins, so the longest stand first, and what fits everything last. */
export function publicPaths(contracts: Partial<Record<FunctionName, FunctionContract>> = functionContracts): PublicPath[] {
  const all = (Object.entries(contracts) as [FunctionName, FunctionContract][]).flatMap(([name, { trigger }]) =>
    trigger.kind === 'public' ? trigger.paths.map((path) => ({ path, function: name })) : [],
  );
  const literal = ({ path }: PublicPath): number => path.replace(/\*.*$/, '').length;
  return all.toSorted((a, b) => literal(b) - literal(a) || (a.path < b.path ? -1 : 1));
}

import { functionContracts, type FunctionContract } from '#doors/contracts/functions.ts';

/** The guide's table of secrets with those that read each, as the registrations say. Pure. */
export function withReaders(page: string): string {
  const contracts: [string, FunctionContract][] = Object.entries(functionContracts);
  return page.replace(/^(\| `[^`]+` \(`([A-Z_]+)`\) \|.*\| )[a-z, -]+ \|$/gm, (_line, before: string, secret: string) => {
    const readers = contracts.flatMap(([name, { secrets }]) => (secrets.some((one) => one === secret) ? [name] : []));
    return `${before}${readers.toSorted().join(', ')} |`;
  });
}

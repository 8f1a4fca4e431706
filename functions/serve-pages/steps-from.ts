/** `?from=`: which of many steps a page begins with. */
export function stepsFrom({ searchParams }: URL): number {
  const from = searchParams.get('from') ?? '';
  return /^\d{1,4}$/.test(from) ? Number(from) : 0;
}

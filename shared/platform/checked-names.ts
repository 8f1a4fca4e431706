/** What adapters put into an address or a command line, checked although the domain has done so. Both throw TypeError. */
export function checkedSha(sha: string): string {
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(sha)) throw new TypeError(`not a whole commit id: ${JSON.stringify(sha)}`);
  return sha;
}

export function checkedNumber(number: number): number {
  if (!Number.isSafeInteger(number) || number < 1) throw new TypeError(`not a pull request number: ${number}`);
  return number;
}

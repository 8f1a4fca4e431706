/** A repository on the code host. */
export interface Repository {
  owner: string;
  repository: string;
}

export function urlOf({ owner, repository }: Repository): string {
  return `https://github.com/${owner}/${repository}`;
}

/** `allowed`: `owner`, or `owner/name`. GitHub does not tell capitals from small letters. */
export function isAllowed({ owner, repository }: Repository, allowed: readonly string[]): boolean {
  const names = new Set(allowed.map((name) => name.toLowerCase()));
  return names.has(owner.toLowerCase()) || names.has(`${owner}/${repository}`.toLowerCase());
}

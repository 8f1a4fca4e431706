/** A repository on the code host. */
export interface Repository {
  owner: string;
  repository: string;
}

/** The repository of an address `https://github.com/<owner>/<name>`, and nothing more; undefined for any other text. No address is ever fetched. */
export function repositoryOf(url: string): Repository | undefined {
  const [, owner, repository] = /^https:\/\/github\.com\/([A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))\/([A-Za-z0-9._-]{1,100})$/.exec(url) ?? [];
  if (owner === undefined || repository === undefined || repository === '.' || repository === '..') return undefined;
  return { owner, repository: repository.endsWith('.git') ? repository.slice(0, -'.git'.length) : repository };
}

export function urlOf({ owner, repository }: Repository): string {
  return `https://github.com/${owner}/${repository}`;
}

/** `allowed`: `owner`, or `owner/name`. GitHub does not tell capitals from small letters. */
export function isAllowed({ owner, repository }: Repository, allowed: readonly string[]): boolean {
  const names = new Set(allowed.map((name) => name.toLowerCase()));
  return names.has(owner.toLowerCase()) || names.has(`${owner}/${repository}`.toLowerCase());
}

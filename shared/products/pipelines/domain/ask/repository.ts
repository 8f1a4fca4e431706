/** A repository on the code host. */
export interface Repository {
  owner: string;
  repository: string;
}

export function urlOf({ owner, repository }: Repository): string {
  return `https://github.com/${owner}/${repository}`;
}

import type { Change } from '#contexts/intake/domain/submission.ts';

/** What every route begins with. Checked although intake has done so: nothing but a name may become a part of an address. */
export interface Place {
  owner: string;
  repo: string;
}

export function placeOf({ owner, repository }: Change): Place {
  if (!/^[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}$/.test(owner)) throw new TypeError(`not an account name: ${JSON.stringify(owner)}`);
  if (!/^(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/.test(repository)) throw new TypeError(`not a repository name: ${JSON.stringify(repository)}`);
  return { owner, repo: repository };
}

/** A path that could only lead to a file of the commit. */
export function isFilePath(path: string): boolean {
  // eslint-disable-next-line no-control-regex
  return path !== '' && !/[\u0000-\u001f\\]/.test(path) && path.split('/').every((part) => !['', '.', '..'].includes(part));
}

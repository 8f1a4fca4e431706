/** G10. What a change is to be merged into, and that branch's commit as it was seen or merged onto: one that is no main branch is another's pull request. */
export interface Base {
  ref: string;
  sha: string;
}

/** The same branch goes on all day; another branch is another merge. */
export function hasOtherBase(one: Base | undefined, other: Base | undefined): boolean {
  return one !== undefined && other !== undefined && one.ref !== other.ref;
}

/** N5: how a pull request stands at one commit, for the status that branch protection can require. `description`: at most 140 characters. */
export interface Standing {
  state: 'pending' | 'success' | 'failure';
  description: string;
}

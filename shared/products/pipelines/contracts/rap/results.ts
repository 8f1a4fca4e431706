/** What a client's request for a run came to. In all but the first nothing was made, for certain: what is not certain is thrown. */
export type Created =
  /** `count`: made, with those that they need. */
  | { created: 'jobs'; count: number }
  /** The same id was asked before, with the same repository, workspace and commit. */
  | { created: 'unchanged'; count: number }
  /** Every action waits or runs already, or `run_all` has nothing left. The id stays unknown. */
  | { created: 'nothing'; why: string }
  /** The same id was asked before, for something else. */
  | { created: 'inconsistent'; why: string }
  /** The reason is for the user. */
  | { created: 'refused'; why: string }
  /** No backend of this client's, or an id of somebody else's. */
  | { created: 'not_yours' };

/** One action that is not known, and nothing is cancelled. */
export type Cancelled =
  | { cancelled: 'taken' }
  /** Not there, or somebody else's: they look alike. */
  | { cancelled: 'unknown_run' }
  | { cancelled: 'unknown_actions'; actions: readonly string[] };

/** What was seen of a change at one commit, before anyone judges it. `unreachable`: it could not be asked. */
export type Seen<T> = T | { state: 'unreachable' } | CannotTell;

/** The host has no such thing: the gate is skipped, and says so. `why` is the end of a sentence. */
export interface CannotTell {
  state: 'cannot_tell';
  why: string;
}

/** What the code host said of the pull request or ref; `unreachable` when it could not be asked. */
export type HeadSeen = { state: 'open' | 'draft' | 'closed' | 'merged' | 'missing' } | { state: 'unreachable' };

/** G2. Checks of one commit. Green: at least one has reported, and all of them well. */
export interface ChecksSeen {
  state: 'green' | 'red' | 'pending';
  /** Names, sorted. */
  failing: string[];
  /** Names of those that have not ended, sorted. */
  waiting: string[];
  /** Labels of the pull request, sorted. */
  labels: string[];
}

/** G3. Where reviews stand; logins as the host writes them, `owner/team` for a team. */
export interface ReviewsSeen {
  state: 'read';
  /** Each one's last word, comments aside. */
  approvedBy: string[];
  changesRequestedBy: string[];
  /** Asked for a review and silent so far. */
  awaited: string[];
  /** How many approvals the host's own rules want. */
  approvalsWanted: number;
}

/** G4, G5. Texts at the head commit, by path; a file that is not there has none. */
export interface FilesSeen {
  state: 'read';
  texts: ReadonlyMap<string, string>;
  /** A6. The change does nothing but remove the jobs that are asked about. */
  onlyRemoves?: boolean;
  /** Paths that the change touches. */
  changed: readonly string[];
}

/** I6: what became of the audit evidence that jobs point to. */
export type EvidenceSeen = { step: string; requestId: string; found: boolean }[];

/** All that the gates of one request are judged by. */
export interface GatesSeen {
  head: HeadSeen;
  checks: Seen<ChecksSeen>;
  reviews: Seen<ReviewsSeen>;
  files: Seen<FilesSeen>;
  evidence: EvidenceSeen;
}

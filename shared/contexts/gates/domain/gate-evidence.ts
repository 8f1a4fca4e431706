/** What was seen of a change at one commit, before anyone judges it. `unreachable`: it could not be asked. */
export type Evidence<T> = T | { state: 'unreachable' } | CannotTell;

/** The host has no such thing: the gate is skipped, and says so. `why` is the end of a sentence. */
export interface CannotTell {
  state: 'cannot_tell';
  why: string;
}

/** What the code host said of the pull request or ref; `unreachable` when it could not be asked. */
export type HeadEvidence = { state: 'open' | 'draft' | 'closed' | 'merged' | 'missing' } | { state: 'unreachable' };

/** G2. The newest run of one check, or the newest status of one context. `app`: who reports it, by number; a status has none. */
export interface Check {
  name: string;
  app?: number;
  /** A commit status: any program with a token may have set it. */
  isStatus?: true;
  /** `held`: it begins when a maintainer lets it. */
  state: 'green' | 'red' | 'pending' | 'held';
}

/** What has to report before anything is merged; from that app alone where one is named. */
export interface RequiredCheck {
  name: string;
  app?: number;
}

/** G2. Checks of one commit. */
export interface CheckEvidence {
  state: 'read';
  checks: Check[];
  /** By the rules of the branch. */
  required: RequiredCheck[];
  /** What the host does not let us see, as the ends of sentences: `workflow runs`. Nothing is green while one of these could be red. */
  unseen?: string[];
  /** The branch has older rules that the host does not let us see. */
  partly?: true;
  /** Labels of the pull request, sorted. */
  labels: string[];
}

/** G3. Where reviews stand; logins as the host writes them, `owner/team` for a team. */
export interface ReviewEvidence {
  state: 'read';
  /** Each one's last word, comments aside; of programs, and of approvals that the branch's rules count no more, nothing. */
  approvedBy: string[];
  changesRequestedBy: string[];
  /** Asked for a review and without an approval, were they taken off the host's list since: a comment is none. */
  awaited: string[];
  /** How many approvals the host's own rules want. */
  approvalsWanted: number;
  /** Of those who approved: whose approval the host's rules do not count, for they may not write there. */
  strangers?: string[];
  /** Who is in the teams that were asked, as far as the host tells. */
  teams?: { name: string; members: string[] }[];
  /** Programs that were asked. */
  bots?: string[];
}

/** G11. Who wrote the change; never an address: that stays at the border. */
export interface AuthorEvidence {
  state: 'read';
  /** Who opened it, and authors, committers and co-authors of its commits. */
  logins: string[];
  /** Addresses of authors, committers and co-authors, for those whom the host knows by no login. */
  addresses: string[];
}

/** G4, G5. Texts at the head commit, by path; a file that is not there has none. */
export interface FileEvidence {
  state: 'read';
  texts: ReadonlyMap<string, string>;
  /** A6. The change does nothing but remove the jobs that are asked about. */
  onlyRemoves?: boolean;
  /** Paths that the change touches. */
  changed: readonly string[];
}

/** I6: what became of the audit evidence that jobs point to. */
export type EarlierAudits = { step: string; requestId: string; found: boolean }[];

/** All that the gates of one request are judged by. */
export interface GateEvidence {
  head: HeadEvidence;
  checks: Evidence<CheckEvidence>;
  reviews: Evidence<ReviewEvidence>;
  /** G11. */
  authors: Evidence<AuthorEvidence>;
  files: Evidence<FileEvidence>;
  evidence: EarlierAudits;
}

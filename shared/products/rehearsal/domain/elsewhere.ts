import type { Status } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { JobRole } from '#contexts/intake/domain/submission.ts';

/** One job's name over all requests that asked for it. */
export interface Attempts {
  name: string;
  attempts: number;
  /** Newest first, the request itself among them. */
  requests: { requestId: string; attempts: number }[];
}

/** I14. The requests of one larger move, oldest first, and the newest production plan that one of them gave. */
export interface Group {
  name: string;
  requests: GroupMember[];
  plan?: { text: string; requestId: string };
}

export interface GroupMember {
  requestId: string;
  code: string;
  status: Status;
  headSha?: string;
  jobs: { name: string; role: JobRole; attempts: number; approved: boolean }[];
}

/** What there is beside a request. */
export interface Elsewhere {
  attempts: Attempts[];
  group?: Group;
}

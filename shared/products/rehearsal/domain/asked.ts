import type { Role } from '#contexts/access/domain/people.ts';

/** Those who are asked together. */
export interface AskedGroup {
  name: string;
  /** Whoever has one of these may answer; the contributor alone has none. */
  roles: readonly Role[];
}

export type Asked = 'contributor' | 'admins' | 'testers' | 'qa' | 'release_team';

export const askedGroups: Record<Asked, AskedGroup> = {
  contributor: { name: 'the contributor', roles: [] },
  admins: { name: 'the admins', roles: ['admin'] },
  testers: { name: 'the testers', roles: ['tester', 'admin'] },
  qa: { name: 'the QA leads', roles: ['qa_lead', 'admin'] },
  release_team: { name: 'the release team', roles: ['release_coordinator', 'qa_lead', 'admin'] },
};

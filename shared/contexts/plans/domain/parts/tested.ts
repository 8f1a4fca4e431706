import type { Job } from '#contexts/plans/domain/job/state.ts';
import type { EarlierEvidence } from '#contexts/plans/domain/kept/earlier.ts';

/** What is to be run for it, and what came of that. */
export interface Tested {
  jobs: Job[];
  /** I14, I19. What the evidence of the request that it repeats, or of its own at the pull request before, is worth at one head. */
  earlier?: EarlierEvidence;
}

import type { Hash } from '#kernel/chain.ts';
import { withoutAddresses } from '#kernel/address.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { approvedRun } from './approved.ts';
import { whatRan, type Attested } from './what-ran.ts';
import { whoApproved } from './who-approved.ts';

/** A8. The two statements of one approval, as they are signed: JSON. */
export interface Attestation {
  run: string;
  step: string;
  ran: string;
  approved: string;
}

/**
 * Of every approval that stands, in the order of the form. Made of what is stored alone: before addresses are purged (Z4) and after it they have
 * the same bytes, since both are made without.
 */
export function attestationsOf(state: Attested, hash: Hash, publicUrl: string): Attestation[] {
  const bare = withoutAddresses(state);
  return bare.jobs.flatMap((job) => {
    const approved = approvedRun(job);
    if (approved === undefined) return [];
    const ran = JSON.stringify(whatRan(approved, bare, hash));
    const told = JSON.stringify(whoApproved(approved, bare, hash(ran), publicUrl));
    return [{ run: approved.run.id, step: job.step, ran, approved: told }];
  });
}

/** Whether there is anything to carry away. */
export function hasApproval({ jobs }: Pick<Tested, 'jobs'>): boolean {
  return jobs.some((job) => approvedRun(job) !== undefined);
}

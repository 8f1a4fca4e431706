import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isEnded } from '#contexts/operations/domain/listing/listing.ts';
import { listingOf } from '#products/pipelines/domain/job/listing.ts';
import { jobProcess } from '#products/pipelines/domain/job/process.ts';
import { isOver } from '#products/pipelines/domain/job/state.ts';
import { anyCommand, jobRules, newJob } from '#test/support/pipelines/jobs.ts';

const by = { kind: 'system', part: 'test' } as const;

test('O6 R4 whatever is said of a job, it is found waiting, at work or over as it is, with its attempts counted, by the same id', () => {
  fc.assert(
    fc.property(fc.array(anyCommand, { maxLength: 60 }), (commands) => {
      let job = newJob();
      commands.forEach((command, n) => {
        const decided = jobProcess.decide(job, { ...command, id: `c${n}`, at: 10 * n, by }, jobRules);
        if (!('refused' in decided)) job = { ...decided.state, version: job.version + 1 };
        const listing = listingOf(job);
        expect(isEnded(listing)).toBe(isOver(job));
        expect(listing.endedAt !== undefined).toBe(isOver(job));
        expect(listing.outcome !== undefined).toBe(isOver(job));
        expect(listing.state === 'pending').toBe(job.state === 'waiting');
        expect(listing).toMatchObject({ id: job.id, attempts: job.attempts, createdAt: job.createdAt, program: 'action' });
      });
    }),
  );
});

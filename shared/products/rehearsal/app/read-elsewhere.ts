import { nameOfJob } from '#contexts/plans/domain/job/by-hand.ts';
import type { Attempts, Elsewhere, Group, GroupMember } from '#products/rehearsal/domain/elsewhere.ts';
import { changeKey } from '#contexts/intake/domain/submission.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { groupSubject, jobSubject } from '#products/rehearsal/domain/subjects.ts';
import type { System } from '#products/rehearsal/app/system.ts';

const MOST_COUNTED = 50;

/** I11, I14: how often the same jobs were tried, here and in other requests, and the other requests of the same move. */
export async function readElsewhere(system: System, state: Requested): Promise<Elsewhere> {
  const names = [...new Set(state.submission.jobs.map(({ name }) => name))];
  const { group } = state.submission;
  const [attempts, found] = await Promise.all([
    Promise.all(names.map((name) => attemptsOf(system, name))),
    group === undefined ? undefined : readGroup(system, group),
  ]);
  return { attempts, ...(found === undefined ? {} : { group: found }) };
}

async function attemptsOf(system: System, name: string): Promise<Attempts> {
  const found = await system.store.query({ index: 'subjectsNewest', equal: { subject: jobSubject(name) }, limit: MOST_COUNTED });
  const requests = found.map(({ document: { requestId, runs } }) => ({ requestId, attempts: runs }));
  return { name, attempts: requests.reduce((sum, one) => sum + one.attempts, 0), requests };
}

/** The newest fifty of it, oldest first. */
async function readGroup(system: System, name: string): Promise<Group> {
  const found = await system.store.query({ index: 'subjectsNewest', equal: { subject: groupSubject(name) }, limit: MOST_COUNTED });
  const documents = await Promise.all(
    found.toReversed().map(({ document }) => system.store.get({ collection: 'requests', id: document.requestId })),
  );
  const states = documents.flatMap((document) => (document === undefined ? [] : [document.state]));
  const planned = states.findLast(({ submission }) => submission.productionPlan !== undefined);
  const text = planned?.submission.productionPlan;
  return {
    name,
    requests: states.map(memberOf),
    ...(planned === undefined || text === undefined ? {} : { plan: { text, requestId: planned.id } }),
  };
}

function memberOf({ id, status, headSha, submission, jobs }: Identified & Requested & Authored & Tested & Lifecycle): GroupMember {
  return {
    requestId: id,
    code: changeKey(submission.change),
    status,
    ...(headSha === undefined ? {} : { headSha }),
    jobs: jobs.map((job) => ({
      name: nameOfJob(job, submission),
      role: job.ask.role,
      attempts: job.runs.length,
      approved: job.state === 'approved',
    })),
  };
}

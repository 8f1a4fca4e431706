import { renderWritten } from '#contexts/telling/pages/mails/render.ts';
import type { PlannedStep } from '#contexts/plans/domain/page.ts';
import type { JobState } from '#products/pipelines/domain/job/state.ts';
import { mailOf } from '#products/pipelines/domain/mail/effect.ts';
import { accountOf, type RunPart } from '#products/pipelines/domain/run/account.ts';
import type { StepInput } from '#products/pipelines/domain/run/prepared.ts';
import type { RunState } from '#products/pipelines/domain/run/state.ts';
import { writeMail } from '#products/pipelines/pages/mails/write-mail.ts';
import { MINUTE } from '#kernel/time.ts';
import { START } from '#test/support/application/world.ts';
import { newJob, spec } from './jobs.ts';

const RUN = 'a'.repeat(16);

/** A run that is over, of these steps: by state, as a plan counts them. */
function endedRun(parts: readonly RunPart[], given: Partial<RunState> = {}): RunState {
  const counts: Record<string, number> = {};
  for (const { step } of parts) counts[step.state] = (counts[step.state] ?? 0) + 1;
  const end = counts['failed'] !== undefined ? 'failed' : counts['cancelled'] !== undefined ? 'cancelled' : 'succeeded';
  return {
    id: RUN,
    version: 3,
    backend: 'local',
    workspace: 'measles',
    repository: 'https://code.example/opensafely/measles',
    branch: 'main',
    commit: 'c'.repeat(40),
    requested: ['run_all'],
    force: false,
    createdBy: 'grace',
    createdAt: START,
    steps: { run: parts.length, reused: 0, joined: 0 },
    ended: { at: START + 83 * MINUTE, end, counts },
    ...given,
  };
}

type Over = Partial<Extract<JobState, { completedAt: number }>>;

/** A step that is over, with its job if it had one. */
export function part(
  name: string,
  state: PlannedStep['state'],
  given: Partial<PlannedStep> & { job?: Over; joins?: StepInput['joins'] } = {},
): RunPart {
  const { job, joins, ...rest } = given;
  const input = { spec: spec(), job: `job-${name}`, ...(joins === undefined ? {} : { joins }) };
  const step = { name, program: 'action', input, needs: [], feeds: [], left: 0, state, since: START, ...rest };
  return { step, ...(job === undefined ? {} : { job: { ...newJob(), action: name, ...job } as JobState }) };
}

/** As its reader gets it. */
export function letterOf(parts: readonly RunPart[], given: Partial<RunState> = {}) {
  const account = accountOf(endedRun(parts, given), parts);
  const when = { now: START + 90 * MINUTE, timeZone: 'UTC' };
  const written = writeMail(mailOf('run_ended', { to: 'grace' }), { account, person: { name: 'Grace' }, when });
  return renderWritten(written, [], { installation: 'Rehearsal', actions: [], drastic: new Set() });
}

import type { Actor, Role } from '#contexts/access/domain/people.ts';
import type { QuestionKind } from '#products/rehearsal/domain/questions.ts';
import type { Job } from '#contexts/plans/domain/job/state.ts';
import type { Run } from '#contexts/operations/domain/run/state.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import type { FactOf } from '#products/rehearsal/domain/facts.ts';
import { AFTER } from '../town-rules.ts';
import { firstOf, type Invariant, type RequestChange, type Stage } from './invariant.ts';

/** Rules told a second time, in other words than the code's own: where both are wrong alike, nothing is caught. */
export const ruleInvariants: readonly Invariant[] = [
  {
    name: 'each question has its people',
    promise: 'Contributors confirm, answer and withdraw, testers tell of what is done by hand, and all else is for admins alone (Q1, Q2).',
    afterCommit: ({ changes }, stage) => firstOf(changes, (change) => firstOf(answersOf(change), (fact) => theirs(change, fact, stage))),
  },
  {
    name: 'no retry that is not safe',
    promise: 'A run that fails is tried again by itself only if its job says that this is safe, and at most three times (R9).',
    afterCommit: ({ changes }) => firstOf(changes, unsafeRetry),
  },
  {
    name: 'output decides',
    promise: 'A run has succeeded only when it ended by itself with code 0, nothing on stderr, and exactly the expected lines (R7).',
    afterCommit: ({ changes }) => firstOf(changes, judgedRightly),
  },
  {
    name: 'no verdict without an answer',
    promise: 'A job is approved or rejected only by the answer to a question, which is recorded in the same commit (Q1, A1).',
    afterCommit: ({ changes }) =>
      firstOf(changes, ({ after, entries }) =>
        firstOf(entries, ({ facts }) => {
          const decided = facts.some(({ fact }) => fact === 'job_approved' || fact === 'job_rejected');
          return decided && !facts.some(({ fact }) => fact === 'answered')
            ? `${after.id}: a job was decided, and no question answered`
            : undefined;
        }),
      ),
  },
  {
    name: 'nothing breaks in calm',
    promise: 'When nothing is wrong outside, no door answers with an error of its own, whatever people press (Z2).',
    atEnd: ({ town }) => town.broken[0],
  },
  {
    name: 'essential first',
    promise: 'Nobody gets a turn while a more urgent request has waited for the same backend (Q3).',
    afterCommit: ({ changes }, stage) => firstOf(changes, (change) => servedBefore(change, stage)),
  },
  {
    name: 'no gate passes unasked',
    promise: 'A gate that has passed was told so by the host, of that very commit; what cannot be reached is pending (G1, G2, G7).',
    afterCommit: ({ changes }, stage) => firstOf(changes, (change) => toldByHost(change, stage)),
  },
  {
    name: 'steps in their order',
    promise:
      'A deployment step starts when all before it have passed, and a version is deployed when all of them have (D2); nobody leaves a backend before it is in order again (D6).',
    afterCommit: ({ changes }) => firstOf(changes, stepsInOrder),
  },
];

const PEOPLE: Record<QuestionKind, readonly ('contributor' | Role)[]> = {
  confirm: ['contributor'],
  withdraw: ['contributor'],
  return: ['contributor'],
  gates: ['admin'],
  review: ['admin'],
  deployment: ['admin'],
  regression: ['qa_lead', 'admin'],
  freeze: ['admin'],
  supersede: ['contributor'],
  verdict: ['admin'],
  verdicts: ['admin'],
  hold: ['contributor', 'admin'],
  word: ['contributor'],
  word_waiver: ['admin'],
  manual_step: ['tester', 'admin'],
  manual_test: ['tester', 'admin'],
  production: ['release_coordinator', 'qa_lead', 'admin'],
  concern: ['release_coordinator', 'qa_lead', 'admin'],
};

function answersOf({ entries }: RequestChange): FactOf<'answered'>[] {
  return entries.flatMap(({ facts }) => facts).filter((fact) => fact.fact === 'answered');
}

function theirs({ after }: RequestChange, { question, by }: FactOf<'answered'>, stage: Stage): string | undefined {
  const kind = after.state.questions.find(({ id }) => id === question)?.kind;
  if (kind === undefined) return `${after.id}: no question ${question} was asked`;
  return PEOPLE[kind].some((role) => isOne(by, role, stage)) ? undefined : `${after.id}: ${kind} was decided by ${JSON.stringify(by)}`;
}

function isOne(by: Actor, role: 'contributor' | Role, { town }: Stage): boolean {
  if (by.kind === 'contributor') return role === 'contributor';
  if (by.kind !== 'person' || role === 'contributor') return false;
  return town.world.system.rules.people.some(({ id, roles }) => id === by.id && roles.includes(role));
}

/** After a run that came to a bad end, and without anybody's order. */
function unsafeRetry({ before, after, entries }: RequestChange): string | undefined {
  for (const fact of entries.flatMap(({ facts }) => facts)) {
    if (fact.fact !== 'retry_planned') continue;
    const job = after.state.jobs.find(({ step }) => step === fact.step);
    const live = before?.state.jobs.find(({ step }) => step === fact.step)?.runs.at(-1);
    const ended = job?.runs.find(({ id }) => id === live?.id);
    const unlucky = ended?.state === 'lost' || ended?.state === 'failed' || ended?.state === 'done';
    const stale = ended?.sha !== after.state.headSha || ended?.cancelling !== undefined;
    if (job === undefined || !unlucky || stale) continue;
    // D5. Nothing ran: it is deployed anew. As with R9, what was cancelled between ends the row.
    if (isOtherVersion(ended) && job.runs.length - 1 - job.runs.findLastIndex((run) => !isOtherVersion(run)) <= 3) continue;
    if (!job.ask.safeToRerun) return `${ended.id} is tried again although that is not safe`;
    if (badInARow(job) === 0) return `${ended.id} is tried again, and it was not bad luck`;
    if (badInARow(job) > 3) return `${ended.id} is tried again for the ${badInARow(job)}th time`;
  }
  return undefined;
}

function isOtherVersion(run: Run): boolean {
  return run.state !== 'pending' && 'result' in run && run.result.failure?.class === 'wrong_version';
}

/** What is nobody's fault, by the words of R9. Whoever orders another run after a fault of the job begins a new row. */
const UNLUCKY = new Set(['launch_failed', 'worker_lost', 'quota']);

function badInARow(job: Job): number {
  const over = job.runs.filter(({ state }) => state === 'lost' || state === 'failed' || state === 'done' || state === 'cancelled');
  const isBad = (run: Run): boolean =>
    run.sha === over.at(-1)?.sha && (run.state === 'lost' || (run.state === 'failed' && UNLUCKY.has(run.result.failure?.class ?? '')));
  return over.length - 1 - over.findLastIndex((run) => !isBad(run));
}

function judgedRightly({ after, entries }: RequestChange): string | undefined {
  for (const fact of entries.flatMap(({ facts }) => facts)) {
    if (fact.fact !== 'run_ended' || fact.result.outcome !== 'succeeded') continue;
    const { exitCode, lines, comparison, manualRecord, incomplete } = fact.result;
    if (manualRecord !== undefined) continue;
    const good =
      fact.how === 'done' && exitCode === 0 && lines.stderr === 0 && lines.stdout > 0 && !incomplete && comparison.kind === 'matched';
    if (!good) return `${after.id}: ${fact.run} counts as succeeded with ${JSON.stringify(fact.result)}`;
  }
  return undefined;
}

function servedBefore({ before, after, entries }: RequestChange, { requests, town }: Stage): string | undefined {
  if (!entries.some(({ facts }) => facts.some(({ fact }) => fact === 'turn_granted'))) return undefined;
  // In a freeze an admin lets one start, and not the others.
  if (before?.state.held?.overridden !== undefined) return undefined;
  const now = town.clockwork.time.now;
  const isUrgent = ({ submission }: RequestState): boolean => submission.essential === true;
  if (isUrgent(after.state) || now - (after.state.queuedSince ?? now) >= 5 * 24 * 3_600_000) return undefined;
  return firstOf(requests.values(), ({ id, waitsForBackend, state }) =>
    id !== after.id && waitsForBackend === after.state.turn?.backend && isUrgent(state)
      ? `${after.id} was served before ${id}, which is essential`
      : undefined,
  );
}

function toldByHost({ after, entries }: RequestChange, { town }: Stage): string | undefined {
  for (const fact of entries.flatMap(({ facts }) => facts)) {
    if (fact.fact !== 'gates_recorded') continue;
    for (const { gate, state } of fact.gates) {
      const word = gate === 'checks' ? 'green' : 'open';
      if (state !== 'passed' || (gate !== 'checks' && gate !== 'pull_request')) continue;
      if (!town.host.told.has(`${word} ${fact.headSha}`))
        return `${after.id}: ${gate} passed for ${fact.headSha}, and the host never said so`;
    }
  }
  return undefined;
}

function stepsInOrder({ after: { id, state } }: RequestChange): string | undefined {
  const all = state.turn?.steps ?? [];
  const [steps, afterwards] = [all.filter(({ name }) => !AFTER.has(name)), all.filter(({ name }) => AFTER.has(name))];
  const begun = steps.findLastIndex((step) => step.state !== 'waiting');
  const early = steps.findIndex((step, n) => n < begun && step.state !== 'passed');
  if (early >= 0) return `${id}: ${steps[begun]?.name} began before ${steps[early]?.name} had passed`;
  const open = steps.find((step) => step.state !== 'passed');
  if (state.turn?.state === 'deployed' && open !== undefined) return `${id} was deployed without ${open.name}`;
  return afterwardsInOrder(id, state.turn?.state === 'ended', afterwards);
}

/** D6: one by one whatever came of them, and the backend is nobody else's before the last one is over. */
function afterwardsInOrder(id: string, isEnded: boolean, steps: readonly { name: string; state: string }[]): string | undefined {
  const isOver = ({ state }: { state: string }): boolean => state === 'passed' || state === 'failed';
  const begun = steps.findLastIndex(({ state }) => state !== 'waiting');
  const early = steps.find((step, n) => n < begun && !isOver(step));
  if (early !== undefined) return `${id}: what comes after ${early.name} began before it was over`;
  const left = steps.find((step) => !isOver(step));
  return isEnded && left !== undefined ? `${id} left the backend before ${left.name} was over` : undefined;
}

import { writes } from '#contexts/plans/domain/job/word.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { firstOf, type Invariant, type RequestChange, type Stage } from './invariant.ts';

export const wordInvariants: readonly Invariant[] = [
  {
    name: 'the contributor’s word before what writes',
    promise:
      'Where the settings ask for it, nothing that writes is begun on an audit before the newest question about that very run was answered: go on, by its contributor, or without it, by an admin (R13, G10).',
    afterCommit: ({ changes }, stage) => firstOf(changes, (change) => afterTheWord(change, stage)),
  },
];

function afterTheWord({ after, entries }: RequestChange, { town }: Stage): string | undefined {
  if (!town.plan.settings.words) return undefined;
  for (const fact of entries.flatMap(({ facts }) => facts)) {
    if (fact.fact !== 'run_intended') continue;
    const job = after.state.jobs.find(({ step }) => step === fact.step);
    if (job === undefined || !writes(job.ask.role)) continue;
    const silent = [...below(after.state, fact.step)].find((step) => isAuditWithoutWord(after.state, step));
    if (silent !== undefined) return `${fact.run.id} was begun without a word on ${silent}`;
  }
  return undefined;
}

/** Everything that a step builds on. */
function below({ jobs }: RequestState, step: string, found = new Set<string>()): Set<string> {
  for (const need of jobs.find((one) => one.step === step)?.ask.needs ?? []) {
    if (found.has(need)) continue;
    found.add(need);
    below({ jobs } as RequestState, need, found);
  }
  return found;
}

function isAuditWithoutWord({ jobs, questions }: RequestState, step: string): boolean {
  const audit = jobs.find((one) => one.step === step);
  if (audit?.ask.role !== 'audit') return false;
  const run = audit.runs.at(-1);
  const ended = run?.state === 'done' ? run.endedAt : Number.POSITIVE_INFINITY;
  const asked = questions.filter((one) => (one.kind === 'word' || one.kind === 'word_waiver') && one.step === step && one.askedAt >= ended);
  const [word, waiver] = (['word', 'word_waiver'] as const).map((kind) => asked.findLast((one) => one.kind === kind));
  return word?.answer?.action !== 'go_on' && waiver?.answer?.action !== 'waive_word';
}

import { auditsBefore, wordOf } from '#contexts/plans/domain/job/word.ts';
import type { Job } from '#contexts/plans/domain/job/state.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { nameOfStep, personName } from '#products/rehearsal/pages/about.ts';
import type { Word } from '#contexts/plans/domain/job/said.ts';

/** R13. What was said of audits, in whose words: beside the evidence of whatever builds on them. */
export interface SaidOfAudit {
  label: string;
  text: string;
}

/** Of the audits that this job builds on, of the job itself where it is one, and what was said against its approval. */
export function saidOfAudits(job: Job, state: Requested & Tested, rules: Rules): SaidOfAudit[] {
  const before = auditsBefore(state.jobs, job).flatMap((audit) => saidOf(audit, state, rules));
  const objection = job.state === 'awaiting_verdict' ? job.objection : undefined;
  const against = objection === undefined ? [] : [{ label: 'The contributor says that something is wrong', text: objection.text }];
  return [...against, ...saidOf(job, state, rules), ...before];
}

function saidOf(audit: Job, state: Requested, rules: Rules): SaidOfAudit[] {
  const word = wordOf(audit);
  if (word === undefined || word.state === 'asked') return [];
  return [{ label: labelOf(word, nameOfStep(state.submission, audit.step), state, rules), text: word.text }];
}

function labelOf(word: Exclude<Word, { state: 'asked' }>, name: string, state: Requested, rules: Rules): string {
  return word.state === 'given'
    ? `The contributor’s word on ${name}: go on`
    : `Let go on without the contributor’s word on ${name}, by ${personName(word.by, state, rules)}`;
}

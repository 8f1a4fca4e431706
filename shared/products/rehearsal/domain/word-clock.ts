import type { Clock } from '#products/rehearsal/domain/promises.ts';
import { wordOf } from '#contexts/plans/domain/job/word.ts';
import { isWordClockOf } from '#products/rehearsal/domain/clock-names.ts';
import type { Question } from '#products/rehearsal/domain/questions.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';

/** R13: the clock of the contributor's word on an audit; the same for the admins who may let it go on without. */
export function wordClockOf({ jobs, clocks }: Tested & Pick<Questioned, 'clocks'>, { step }: Question): Clock | undefined {
  const audit = jobs.find((job) => job.step === step);
  const run = audit === undefined ? undefined : wordOf(audit)?.run;
  return run === undefined ? undefined : clocks.findLast((clock) => isWordClockOf(clock, run));
}

import type { Clock } from '#domain/request/promises.ts';
import { wordOf } from '#domain/job/word.ts';
import { isWordClockOf } from '#domain/request/clock-names.ts';
import type { Question } from '#domain/request/questions.ts';
import type { Questioned } from '#domain/request/parts/questioned.ts';
import type { Tested } from '#domain/request/parts/tested.ts';

/** R13: the clock of the contributor's word on an audit; the same for the admins who may let it go on without. */
export function wordClockOf({ jobs, clocks }: Tested & Pick<Questioned, 'clocks'>, { step }: Question): Clock | undefined {
  const audit = jobs.find((job) => job.step === step);
  const run = audit === undefined ? undefined : wordOf(audit)?.run;
  return run === undefined ? undefined : clocks.findLast((clock) => isWordClockOf(clock, run));
}

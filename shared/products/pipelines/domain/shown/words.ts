import type { Reason } from '#contexts/plans/domain/ready.ts';
import type { Choice } from '#products/pipelines/domain/ask/choose.ts';

/** B3. Who can change that something waits. */
export const changers: Readonly<Record<Reason['who'], string>> = {
  owner: 'whoever asked for it',
  operator: 'an operator',
  settings: 'the settings',
  time: 'nobody: it passes by itself',
};

/** O4. Why an action would run. */
export const runReasons: Readonly<Record<Extract<Choice, { take: 'run' }>['why'], string>> = {
  requested: 'it was asked for',
  forced: 'all is run again',
  never_ran: 'it has not run here before',
  failed: 'it failed last',
  changed: 'it is not what it was when it succeeded',
  need_runs: 'something that it needs runs',
};

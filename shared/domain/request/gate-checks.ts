import type { Judged } from '#domain/request/gates.ts';
import type { ChecksSeen } from '#domain/request/gates-seen.ts';
import { someOf } from '#domain/request/some-of.ts';

/** G2. Red labels come first: no check makes good for them. */
export function checksGate({ state, failing, waiting, labels }: ChecksSeen, redLabels: readonly string[]): Judged {
  const red = labels.filter((label) => redLabels.some((prefix) => label.toLowerCase().startsWith(prefix.toLowerCase())));
  if (red.length > 0)
    return { state: 'failed', why: `It is labelled ${someOf(red)}. Whoever set the label takes it off when its reason is gone.` };
  switch (state) {
    case 'green':
      return { state: 'passed', why: 'all checks are green' };
    case 'red':
      return {
        state: 'failed',
        why: `Not green: ${someOf(failing)}. The contributor mends what is red and pushes, or runs the check again.`,
      };
    case 'pending':
      return waiting.length > 0
        ? { state: 'pending', why: `Still running: ${someOf(waiting)}. Nobody needs to act.` }
        : {
            state: 'pending',
            why: 'No check has reported on this commit yet. Whoever may start the checks does so, if they do not start by themselves.',
          };
  }
}

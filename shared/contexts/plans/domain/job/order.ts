import { append } from '#kernel/lists.ts';
import type { JobAsk } from '#contexts/intake/domain/submission.ts';

/** R1: the order in which jobs run: each after what it needs, independent ones as in the form. */
export function inRunOrder<J extends { step: string; ask: Pick<JobAsk, 'needs'> }>(jobs: readonly J[]): J[] {
  const ordered: J[] = [];
  const left = [...jobs];
  while (left.length > 0) {
    const isNext = ({ ask }: J): boolean => ask.needs.every((need) => !left.some(({ step }) => step === need));
    // What needs itself is refused at intake; stored all the same, it stands last.
    const at = Math.max(0, left.findIndex(isNext));
    append(ordered, left.splice(at, 1));
  }
  return ordered;
}

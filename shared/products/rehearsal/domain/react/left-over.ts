import { filesDue } from '#products/rehearsal/domain/completed.ts';
import type { Wanted } from '#products/rehearsal/domain/effects.ts';
import type { Commit } from '#products/rehearsal/domain/fact-kind.ts';
import type { FactOf } from '#products/rehearsal/domain/facts.ts';
import { toContributor } from '#products/rehearsal/domain/react/mail.ts';

/** A6: whether its files are still there is looked at then, so that nobody is told to do what was done. What is due anew is looked at anew. */
export function lookForLeftOvers({ before, after }: Commit): Wanted[] {
  const known = before === undefined ? undefined : filesDue(before);
  const files = filesDue(after);
  if (files === undefined || (known?.release === files.release && known.due === files.due)) return [];
  return [{ effect: { kind: 'check_gates', leftOver: files.release }, notBefore: files.due, patient: true }];
}

export function remindOfFiles({ release, files }: FactOf<'files_left_over'>): Wanted[] {
  return toContributor('left_over', { release, files });
}

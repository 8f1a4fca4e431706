import type { Wanted } from '#products/rehearsal/domain/effects.ts';
import type { Commit } from '#products/rehearsal/domain/fact-kind.ts';
import { RELEASE_TEAM } from '#contexts/access/domain/audience.ts';
import { mail, withRole } from '#products/rehearsal/domain/react/mail.ts';
import { recipients } from '#products/rehearsal/domain/react/questions.ts';
import { endedWell } from '#products/rehearsal/domain/parts/lifecycle.ts';

/**
 * A5: whoever was told a verdict is told that it stands no more, in one mail for all that were taken back at once: the contributor, the release
 * team where it was told that all is tested, and the admins who are not asked anew by that very change.
 */
export function tellUndone({ before, facts, after, rules }: Commit): Wanted[] {
  const undone = facts.flatMap((fact) => (fact.fact === 'verdict_undone' ? [fact.step] : []));
  const halves = facts.flatMap((fact) => (fact.fact === 'first_approval_undone' ? [fact.step] : []));
  const steps = [...undone, ...halves];
  if (steps.length === 0) return [];
  const asked = recipients('verdict', after, rules);
  const team = before !== undefined && endedWell(before) ? withRole(after, rules, RELEASE_TEAM) : [];
  const told = [...team, ...withRole(after, rules, ['admin'])].map(({ id }) => id).filter((id) => !asked.includes(id));
  // Of the first of two approvals the contributor was not told.
  const to = new Set([...(undone.length > 0 ? ['contributor'] : []), ...told]);
  const about = steps.length === 1 ? { step: steps.join('') } : { steps };
  return [...to].flatMap((one) => mail('verdict_undone', one, about));
}

import type { Wanted } from '#products/rehearsal/domain/effects.ts';
import type { Commit } from '#products/rehearsal/domain/fact-kind.ts';
import type { FactOf } from '#products/rehearsal/domain/facts.ts';
import { RELEASE_TEAM } from '#contexts/access/domain/audience.ts';
import { toAdmins, toContributor, toRoles } from '#products/rehearsal/domain/react/mail.ts';
import { endedWell } from '#products/rehearsal/domain/parts/lifecycle.ts';

export function tellMoved({ fact }: FactOf<'head_moved' | 'base_moved'>, { before, after, rules }: Commit): Wanted[] {
  return [
    ...toContributor(fact),
    ...toAdmins(fact, after, rules),
    ...(before !== undefined && endedWell(before) ? toRoles(fact, after, rules, RELEASE_TEAM) : []),
  ];
}

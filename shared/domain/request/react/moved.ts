import type { Wanted } from '#domain/request/effects.ts';
import type { Commit } from '#domain/request/fact-kind.ts';
import type { FactOf } from '#domain/request/facts.ts';
import { RELEASE_TEAM } from '#domain/mail/audience.ts';
import { toAdmins, toContributor, toRoles } from '#domain/request/react/mail.ts';
import { endedWell } from '#domain/request/parts/lifecycle.ts';

export function tellMoved({ fact }: FactOf<'head_moved' | 'base_moved'>, { before, after, rules }: Commit): Wanted[] {
  return [
    ...toContributor(fact),
    ...toAdmins(fact, after, rules),
    ...(before !== undefined && endedWell(before) ? toRoles(fact, after, rules, RELEASE_TEAM) : []),
  ];
}

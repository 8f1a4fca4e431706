import type { Wanted } from '#products/rehearsal/domain/effects.ts';
import type { Commit } from '#products/rehearsal/domain/fact-kind.ts';
import type { Fact } from '#products/rehearsal/domain/facts.ts';
import { productionDue } from '#products/rehearsal/domain/production.ts';
import { RELEASE_TEAM } from '#contexts/access/domain/audience.ts';
import { mail, withRole } from '#products/rehearsal/domain/react/mail.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Targeted } from '#contexts/calendar/domain/parts/targeted.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import type { WhoseRequest } from '#products/rehearsal/domain/parts/whose.ts';

/** A9. What is told of what became of jobs in production, and when people are asked for it. */
export function reactToProduction(commit: Commit): Wanted[] {
  return [...commit.facts.flatMap((fact) => tell(fact, commit)), ...askLater(commit)];
}

function tell(fact: Fact, { after, rules }: Commit): Wanted[] {
  if (fact.fact === 'production_recorded') return fact.record.outcome === 'failed' ? tellFailure(fact.record.step, after, rules) : [];
  if (fact.fact === 'production_awaited')
    return withRole(after, rules, ['admin', ...RELEASE_TEAM]).flatMap(({ id }) => withLinks('production_wanted', id, after));
  if (fact.fact !== 'answered' || fact.by.kind !== 'person') return [];
  // Whoever told it has the links by which it is told otherwise.
  const kind = after.questions.find(({ id }) => id === fact.question)?.kind;
  return kind === 'production' ? withLinks('production_told', fact.by.id, after) : [];
}

function withLinks(template: 'production_wanted' | 'production_told', to: string, { questions }: Questioned): Wanted[] {
  const question = questions.findLast((one) => one.kind === 'production' && one.state === 'open')?.id;
  return question === undefined ? [] : mail(template, to, { question });
}

/** It is told like a breach: the contributor, the release team and every admin. */
function tellFailure(step: string, after: WhoseRequest, rules: Rules): Wanted[] {
  const team = withRole(after, rules, [...RELEASE_TEAM, 'admin']);
  return ['contributor', ...team.map(({ id }) => id)].flatMap((to) => mail('production_failed', to, { step }));
}

/** A promise for each round; what is due anew is asked anew. */
function askLater({ before, facts, after }: Commit): Wanted[] {
  const asked = facts.find((fact) => fact.fact === 'production_awaited');
  if (asked !== undefined) return wake(after, asked.round + 1);
  const known = before === undefined ? undefined : productionDue(before, 1);
  const due = productionDue(after, 1);
  return due === undefined || (known?.release === due.release && known.due === due.due) ? [] : wake(after, 1);
}

function wake(after: Requested & Tested & Targeted & Lifecycle, round: number): Wanted[] {
  const next = productionDue(after, round);
  if (next === undefined) return [];
  return [{ effect: { kind: 'keep_clock', production: next.release, round }, notBefore: next.due, patient: true }];
}

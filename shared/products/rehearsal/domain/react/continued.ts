import { leftBehind } from '#products/rehearsal/domain/continued.ts';
import type { Wanted } from '#products/rehearsal/domain/effects.ts';
import type { Commit } from '#products/rehearsal/domain/fact-kind.ts';
import type { FactOf } from '#products/rehearsal/domain/facts.ts';
import { mail, toAdmins, toContributor } from '#products/rehearsal/domain/react/mail.ts';
import { recipients } from '#products/rehearsal/domain/react/questions.ts';
import { pullRequestRules, type Rules } from '#products/rehearsal/domain/rules.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { WhoseRequest } from '#products/rehearsal/domain/parts/whose.ts';

/** I19: everybody who was asked is told, the gates are looked at where it is now, and the pull request that it left names the new one. */
export function reactToContinued(fact: FactOf<'continued_at'>, { before, after, rules }: Commit): Wanted[] {
  return [...tellAll(before, after, rules), { effect: { kind: 'check_gates', once: true } }, ...tellPullRequests(fact, after, rules)];
}

function tellAll(before: (Questioned & WhoseRequest) | undefined, after: WhoseRequest, rules: Rules): Wanted[] {
  const wereAsked = (before?.questions ?? [])
    .filter(({ state }) => state === 'open')
    .flatMap(({ kind }) => recipients(kind, before ?? after, rules));
  const told = [...toContributor('continued'), ...toAdmins('continued', after, rules), ...wereAsked.flatMap((to) => mail('continued', to))];
  const former = after.continued?.at(-1)?.contributor === undefined ? [] : mail('taken_over', 'former_contributor');
  const each = new Map([...told, ...former].map((one) => [one.effect.kind === 'send_mail' ? one.effect.to : '', one]));
  return [...each.values()];
}

/** All that it has left: a reader of the first finds the newest. One that it comes back to says so. */
function tellPullRequests({ to }: FactOf<'continued_at'>, after: Requested, rules: Rules): Wanted[] {
  if (pullRequestRules(rules, to) === undefined) return [];
  const wasThere = (after.continued ?? []).some((one) => one.from.number === to.number);
  return [...leftBehind(after), ...(wasThere ? [to] : [])].map((change) => ({
    effect: { kind: 'update_pull_request', what: 'left', change },
  }));
}

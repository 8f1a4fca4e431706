import { leftBehind } from '#domain/request/continued.ts';
import type { Wanted } from '#domain/request/effects.ts';
import type { Commit } from '#domain/request/fact-kind.ts';
import type { FactOf } from '#domain/request/facts.ts';
import { mail, toAdmins, toContributor } from '#domain/request/react/mail.ts';
import { recipients } from '#domain/request/react/questions.ts';
import { pullRequestRules, type Rules } from '#domain/request/rules.ts';
import type { Questioned } from '#domain/request/parts/questioned.ts';
import type { Requested } from '#domain/request/parts/requested.ts';
import type { WhoseRequest } from '#domain/request/parts/whose.ts';

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

import { isAuthor } from '#contexts/gates/domain/authors.ts';
import type { Instant } from '#kernel/time.ts';
import type { Person } from '#contexts/access/domain/people.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { WhoseRequest } from '#products/rehearsal/domain/parts/whose.ts';

/** Who is away, and who acts for them: person ids. */
export interface StandIn {
  away: string;
  by: string;
}

/** Q6. Undefined while the person is there, or nobody can stand in: then the mails are the person's as usual. Never the author, never one who is away too. */
export function standInOf(id: string, whose: WhoseRequest, rules: Rules, at: Instant): StandIn | undefined {
  const person = rules.people.find((one) => one.id === id);
  const by = person === undefined ? undefined : namedBy(person, at);
  const other = rules.people.find((one) => one.id === by);
  if (other === undefined || !other.roles.includes('admin') || namedBy(other, at) !== undefined) return undefined;
  return isAuthor(other, whose) ? undefined : { away: id, by: other.id };
}

function namedBy({ away = [] }: Person, at: Instant): string | undefined {
  return away.find(({ from, to }) => from <= at && at < to)?.standIn;
}

/** Q6: the mail goes to the stand-in, with a copy to whoever is away; nobody gets two. */
export function withStandIns(ids: readonly string[], whose: WhoseRequest, rules: Rules, at: Instant): { to: string; standIn?: StandIn }[] {
  const own = ids.map((to) => ({ to, standIn: standInOf(to, whose, rules, at) }));
  const others = own.flatMap(({ standIn }) => (standIn === undefined || ids.includes(standIn.by) ? [] : [{ to: standIn.by, standIn }]));
  const once = others.filter(({ to }, n) => others.findIndex((other) => other.to === to) === n);
  return [...own, ...once].map(({ to, standIn }) => ({ to, ...(standIn === undefined ? {} : { standIn }) }));
}

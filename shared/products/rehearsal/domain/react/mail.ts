import { isAuthor } from '#contexts/gates/domain/authors.ts';
import { sameMailbox } from '#kernel/address.ts';
import type { Person, Role } from '#contexts/access/domain/people.ts';
import { withAnyRole } from '#contexts/access/domain/audience.ts';
import { mailOf, type Told } from '#products/rehearsal/domain/mail/effect.ts';
import type { MailTemplate } from '#products/rehearsal/domain/mail/template.ts';
import type { Wanted } from '#products/rehearsal/domain/effects.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { WhoseRequest } from '#products/rehearsal/domain/parts/whose.ts';

export function mail<T extends MailTemplate>(template: T, to: string, ...data: Told<T>): Wanted[] {
  return [{ effect: mailOf(template, { to }, ...data) }];
}

export function toContributor<T extends MailTemplate>(template: T, ...data: Told<T>): Wanted[] {
  return mail(template, 'contributor', ...data);
}

export function toAdmins<T extends MailTemplate>(template: T, state: WhoseRequest, rules: Rules, ...data: Told<T>): Wanted[] {
  return admins(state, rules).flatMap(({ id }) => mail(template, id, ...data));
}

export function toRoles<T extends MailTemplate>(
  template: T,
  state: WhoseRequest,
  rules: Rules,
  roles: readonly Role[],
  ...data: Told<T>
): Wanted[] {
  return told(state, rules, roles).flatMap(({ id }) => mail(template, id, ...data));
}

/** The job that a question is about, where it is about one. */
export function stepOf({ step }: { step?: string }): { step?: string } {
  return step === undefined ? {} : { step };
}

/** The admin who took it, or all of them while nobody has or the one who did cannot decide any more. */
export function admins(state: WhoseRequest, rules: Rules): Person[] {
  const all = withRole(state, rules, ['admin']);
  const assigned = all.filter(({ id }) => id === state.assignee);
  return assigned.length > 0 ? assigned : all;
}

/** Whoever hears of it by their role: all but the contributor, who is told as that. */
export function told({ submission }: WhoseRequest, rules: Rules, roles: readonly Role[]): Person[] {
  const { email } = submission.contributor;
  return withAnyRole(rules.people, roles).filter((person) => !sameMailbox(person.email, email));
}

/** Whoever may be asked for a decision by their role. Q1, G11: never an author. */
export function withRole(state: WhoseRequest, rules: Rules, roles: readonly Role[]): Person[] {
  return withAnyRole(rules.people, roles).filter((person) => !isAuthor(person, state));
}

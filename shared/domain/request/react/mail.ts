import { isAuthor } from '#domain/request/authors.ts';
import { sameMailbox } from '#domain/address.ts';
import type { Person, Role } from '#domain/people.ts';
import type { MailTemplate, Wanted } from '#domain/request/effects.ts';
import type { Rules } from '#domain/request/rules.ts';
import type { RequestState, WhoseRequest } from '#domain/request/state.ts';

export const RELEASE_TEAM = ['release_coordinator', 'qa_lead'] as const;

export function mail(template: MailTemplate, to: string, step?: string): Wanted[] {
  return [{ effect: { kind: 'send_mail', template, to, ...(step === undefined ? {} : { step }) } }];
}

export function toContributor(template: MailTemplate, step?: string): Wanted[] {
  return mail(template, 'contributor', step);
}

export function toAdmins(template: MailTemplate, state: RequestState, rules: Rules): Wanted[] {
  return admins(state, rules).flatMap(({ id }) => mail(template, id));
}

export function toRoles(template: MailTemplate, state: RequestState, rules: Rules, roles: readonly Role[]): Wanted[] {
  return told(state, rules, roles).flatMap(({ id }) => mail(template, id));
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
  return rules.people.filter((person) => person.roles.some((role) => roles.includes(role)) && !sameMailbox(person.email, email));
}

/** Whoever may be asked for a decision by their role. Q1, G11: never an author. */
export function withRole(state: WhoseRequest, rules: Rules, roles: readonly Role[]): Person[] {
  return rules.people.filter((person) => person.roles.some((role) => roles.includes(role)) && !isAuthor(person, state));
}

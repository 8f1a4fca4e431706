import type { Person, Role } from '#contexts/access/domain/people.ts';

/** Those who are to know how releases stand. */
export const RELEASE_TEAM = ['release_coordinator', 'qa_lead'] as const;

/** Whoever has one of these roles, in the order of the settings. */
export function withAnyRole(people: readonly Person[], roles: readonly Role[]): Person[] {
  return people.filter((person) => roles.some((role) => person.roles.includes(role)));
}

/** B5, B9, N1. Who hears how the installation itself stands. */
export function everyAdmin(people: readonly Person[]): string[] {
  return idsOf(withAnyRole(people, ['admin']));
}

/** C3 to C6. Where nobody has that role the admins are told: a report that nobody gets is none. */
export function releaseTeam(people: readonly Person[]): string[] {
  const team = withAnyRole(people, RELEASE_TEAM);
  return team.length > 0 ? idsOf(team) : everyAdmin(people);
}

/** N5. Whoever can do something about what got past us; somebody who only tests cannot. */
export function everyoneResponsible(people: readonly Person[]): string[] {
  return idsOf(withAnyRole(people, ['admin', ...RELEASE_TEAM]));
}

function idsOf(people: readonly Person[]): string[] {
  return people.map(({ id }) => id);
}

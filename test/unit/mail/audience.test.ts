import { expect, test } from '@jest/globals';
import { everyAdmin, everyoneResponsible, releaseTeam, withAnyRole } from '#contexts/access/domain/audience.ts';
import type { Person, Role } from '#contexts/access/domain/people.ts';

function person(id: string, ...roles: Role[]): Person {
  return { id, name: id, email: `${id}@example.org`, roles };
}

const all = [person('ada', 'admin', 'tester'), person('tess', 'tester'), person('ruth', 'release_coordinator'), person('quinn', 'qa_lead')];

test('N10 B5 who is told of the installation, of a release, of what got past us: by role, in the order of the settings', () => {
  expect(everyAdmin(all)).toEqual(['ada']);
  expect(releaseTeam(all)).toEqual(['ruth', 'quinn']);
  expect(everyoneResponsible(all)).toEqual(['ada', 'ruth', 'quinn']);
  expect(withAnyRole(all, ['tester', 'qa_lead']).map(({ id }) => id)).toEqual(['ada', 'tess', 'quinn']);
});

test('N10 C5 without a release team the admins are told, and nobody where there are none', () => {
  expect(releaseTeam(all.slice(0, 2))).toEqual(['ada']);
  expect(releaseTeam([person('tess', 'tester')])).toEqual([]);
});

import type { Person } from '#contexts/access/domain/people.ts';

/** K4. The one whom a name on the record means: by their id, or by their login at the code host, whatever its case. Undefined: nobody. */
export function personNamed(name: string, people: readonly Pick<Person, 'id' | 'githubLogin'>[]): string | undefined {
  const login = name.toLowerCase();
  const found = people.find(({ id }) => id === name) ?? people.find(({ githubLogin }) => githubLogin?.toLowerCase() === login);
  return found?.id;
}

/** As a run keeps them. */
export function toldOf(ids: readonly (string | undefined)[]): { tells?: readonly string[] } {
  const tells = [...new Set(ids.filter((id) => id !== undefined))];
  return tells.length === 0 ? {} : { tells };
}

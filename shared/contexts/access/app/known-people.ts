import type { Person } from '#contexts/access/domain/people.ts';
import type { Identity } from '#contexts/access/ports/identity-providers.ts';

/** Those whom the settings name. */
interface Knowing {
  rules: { people: readonly Person[] };
}

export async function personOf({ rules: { people } }: Knowing, id: string): Promise<Person | undefined> {
  return people.find((person) => person.id === id);
}

/** Whoever has this address; capitals do not count. */
export async function personAt({ rules: { people } }: Knowing, address: string): Promise<Person | undefined> {
  return withAddress(people, address);
}

/** W3. Whom a provider's word is about: by their login on GitHub, and else by an address that it has verified. */
export async function personProven({ rules: { people } }: Knowing, { emails, githubLogin }: Identity): Promise<Person | undefined> {
  const login = githubLogin?.toLowerCase();
  const byLogin = login === undefined ? undefined : people.find((person) => person.githubLogin?.toLowerCase() === login);
  return byLogin ?? emails.map((email) => withAddress(people, email)).find((person) => person !== undefined);
}

function withAddress(people: readonly Person[], address: string): Person | undefined {
  const wanted = address.trim().toLowerCase();
  return people.find(({ email }) => email.toLowerCase() === wanted);
}

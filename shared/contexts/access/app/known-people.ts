import type { AccessTables } from '#contexts/access/documents.ts';
import { invitedPerson } from '#contexts/access/domain/account/invited.ts';
import type { Person } from '#contexts/access/domain/people.ts';
import type { Identity } from '#contexts/access/ports/identity-providers.ts';
import type { System } from '#kernel/system.ts';

/** Those whom the settings name, and those who were invited. */
export interface Knowing extends Pick<System<AccessTables>, 'store'> {
  rules: { people: readonly Person[] };
}

/** The settings go before an invitation. */
export async function personOf({ rules: { people }, store }: Knowing, id: string): Promise<Person | undefined> {
  const named = people.find((person) => person.id === id);
  if (named !== undefined) return named;
  const account = await store.get({ collection: 'accounts', id });
  return account === undefined ? undefined : invitedPerson(id, account.state);
}

/** Whoever has this address; capitals do not count. */
export async function personAt({ rules: { people }, store }: Knowing, address: string): Promise<Person | undefined> {
  const email = address.trim().toLowerCase();
  const named = people.find((person) => person.email.toLowerCase() === email);
  if (named !== undefined) return named;
  const found = await store.query({ index: 'accountsByEmail', equal: { email }, limit: 10 });
  return found
    .filter(({ document }) => !people.some(({ id }) => id === document.id))
    .flatMap(({ document }) => invitedPerson(document.id, document.state) ?? [])[0];
}

/** W3. Whom a provider's word is about: by their login on GitHub, and else by an address that it has verified. */
export async function personProven(knowing: Knowing, { emails, githubLogin }: Identity): Promise<Person | undefined> {
  const login = githubLogin?.toLowerCase();
  const { people } = knowing.rules;
  const byLogin = login === undefined ? undefined : people.find((person) => person.githubLogin?.toLowerCase() === login);
  if (byLogin !== undefined) return byLogin;
  for (const email of emails) {
    const found = await personAt(knowing, email);
    if (found !== undefined) return found;
  }
  return undefined;
}

import type { Hours } from '#contexts/telling/domain/quiet.ts';

/** Somebody of the settings, as far as mails go. */
export interface Addressee extends Hours {
  /** Names them on records. */
  id: string;
  name: string;
  email: string;
}

/** Whom the settings name, and how addresses are told apart without keeping them. */
export interface AddressBook<P extends Addressee = Addressee> {
  people: readonly P[];
  /** Hex SHA-256 of a text. */
  hash: (text: string) => string;
}

export interface Reader {
  to: { name: string; address: string };
  /** Without an id they are not of the settings, and nothing is known of their hours. */
  person: { name: string; id?: string | undefined } & Hours;
}

/** Who reads a mail, or why it is not sent. */
export type Recipient = Reader | { skip: string };

/** N1: somebody of the settings. Pure. */
export function knownPerson({ people }: Pick<AddressBook, 'people'>, id: string): Recipient {
  const person = people.find((one) => one.id === id);
  return person === undefined ? { skip: 'no longer in the settings' } : { to: { name: person.name, address: person.email }, person };
}

/** N8: somebody from outside who is in the settings, too, is written to by their own clock. Only the address tells: a login is anybody's to name. */
export function personAt({ people }: Pick<AddressBook, 'people'>, { name, email }: { name: string; email: string }): Reader['person'] {
  const known = people.find((person) => person.email.toLowerCase() === email.toLowerCase());
  return { name, id: known?.id, timeZone: known?.timeZone, quiet: known?.quiet, digestAt: known?.digestAt };
}

/** Tells people apart without keeping an address. */
export function mailboxHash({ hash }: Pick<AddressBook, 'hash'>, { email }: { email: string }): string {
  return hash(email.toLowerCase()).slice(0, 24);
}

/** N8. Whether two mails go to the same mailbox, so that one may bring the other. */
export function isSameReader(one: Reader, other: Reader): boolean {
  return one.to.address.toLowerCase() === other.to.address.toLowerCase();
}

import type { Place } from '#contexts/access/domain/rights/place.ts';
import type { Instant } from '#kernel/time.ts';

/** Those whom rules name. */
export type Role = 'admin' | 'tester' | 'release_coordinator' | 'qa_lead';

/** By its name for all, or somewhere. */
export type RoleGiven = string | ({ role: string } & Place);

/** N8. Hours of the day, on the reader's own clock, in which no mail that can wait is sent. `from` after `to`: over midnight. */
interface QuietHours {
  from: string;
  to: string;
  /** For readers whose own is not known. */
  timeZone?: string | undefined;
  /** Not even what cannot wait: the reader has said so. */
  urgentToo?: boolean | undefined;
}

/** Somebody named in the settings. */
export interface Person {
  /** Lower-case slug, stable: links, timeline and ledger carry it instead of an address. */
  id: string;
  name: string;
  email: string;
  githubLogin?: string | undefined;
  timeZone?: string | undefined;
  /** N8. `false`: none, whatever others have. */
  quiet?: QuietHours | false | undefined;
  /** N8. Time of day by their own clock: what can wait comes then, once a day, in one mail. */
  digestAt?: string | undefined;
  /** Rules heed those that are given for all. */
  roles: RoleGiven[];
  /** Q6. When somebody else acts for them, from an instant until before another: person id. */
  away?: { from: Instant; to: Instant; standIn: string }[] | undefined;
}

/** Who caused a change. Never holds an address: the timeline outlives people's data. */
export type Actor =
  | { kind: 'contributor' }
  /** `through`: W5, whoever put it on the record in their name, as records call them. */
  | { kind: 'person'; id: string; through?: string }
  | { kind: 'agent'; backend: string }
  | { kind: 'system'; part: string };

export function hasRole(people: Person[], id: string, role: Role): boolean {
  return people.some((person) => person.id === id && person.roles.includes(role));
}

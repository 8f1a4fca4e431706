import type { IncomingMessage } from 'node:http';
import type { SessionRing } from '#contexts/access/app/session-ring.ts';
import type { Session, SessionRules } from '#contexts/access/domain/account/session.ts';
import { isInForce, type AccountGrant } from '#contexts/access/domain/account/right.ts';
import { invitedPerson } from '#contexts/access/domain/account/invited.ts';
import type { Person } from '#contexts/access/domain/people.ts';
import type { Instant } from '#kernel/time.ts';
import { cookieParts } from './session-cookie.ts';
import type { SignInTokens } from './sign-in-tokens.ts';

/** Somebody who is signed in in this browser. */
export interface Visitor {
  person: Person;
  session: Session;
  /** Roles beside those of the settings, that are in force now. */
  grants: readonly AccountGrant[];
  /** Until then sensitive acts ask for no other proof. */
  freshUntil: Instant;
  /** What forms of their pages carry: whoever posts it has read such a page. */
  formToken: string;
}

type Asking = Pick<IncomingMessage, 'headers'>;

/** W3. Who is behind a request by the session that its browser carries. */
export interface Visitors {
  find(request: Asking): Promise<Visitor | undefined>;
  /** Whether this form was on a page that was made for them. */
  isTheirForm(visitor: Visitor, token: string | undefined): boolean;
}

interface Options {
  ring: Pick<SessionRing, 'find'>;
  /** Whoever is not known any more is not signed in, whatever their browser carries. */
  personOf: (id: string) => Promise<Person | undefined>;
  tokens: Pick<SignInTokens, 'formToken' | 'isFormToken'>;
  rules: SessionRules;
  /** The store's time. */
  now: () => Instant;
}

export function createVisitors({ ring, personOf, tokens, rules, now }: Options): Visitors {
  async function one(text: string): Promise<Visitor | undefined> {
    const found = await ring.find(text);
    const person = found === undefined ? undefined : ((await personOf(found.person)) ?? invitedPerson(found.person, found.account));
    if (found === undefined || person === undefined) return undefined;
    const { session, account } = found;
    const grants = (account.grants ?? []).filter((grant) => isInForce(grant, now()));
    return {
      person,
      session,
      grants,
      freshUntil: session.at + rules.fresh,
      formToken: tokens.formToken(boundTo({ person, session })),
    };
  }
  return {
    async find({ headers }) {
      for (const part of cookieParts(headers.cookie)) {
        const visitor = await one(part);
        if (visitor !== undefined) return visitor;
      }
      return undefined;
    },
    isTheirForm: (visitor, token) => token !== undefined && tokens.isFormToken(boundTo(visitor), token),
  };
}

/** To one browser's sessions that followed one another: a form outlives signing in again (nothing that was typed is lost), and no sign-out. */
function boundTo({ person, session }: Pick<Visitor, 'person' | 'session'>): string {
  return `${person.id}.${session.family}`;
}

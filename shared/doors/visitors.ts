import type { IncomingMessage } from 'node:http';
import type { SessionRing } from '#contexts/access/app/session-ring.ts';
import type { Session, SessionRules } from '#contexts/access/domain/account/session.ts';
import { isInForce, type AccountGrant } from '#contexts/access/domain/account/right.ts';
import { invitedPerson } from '#contexts/access/domain/account/invited.ts';
import type { Who } from '#contexts/access/domain/rights/record-name.ts';
import type { Person } from '#contexts/access/domain/people.ts';
import type { Instant } from '#kernel/time.ts';
import { cookieParts } from './session-cookie.ts';
import type { OperatorKeys } from './operator-keys.ts';
import type { SignInTokens } from './sign-in-tokens.ts';

/** Whoever is signed in in this browser. */
interface Here {
  /** Id of their account: a person’s own, or `operator.local`. */
  account: string;
  who: Who;
  name: string;
  session: Session;
  /** Until then sensitive acts ask for no other proof. */
  freshUntil: Instant;
  /** What forms of their pages carry: whoever posts it has read such a page. */
  formToken: string;
}

export interface PersonHere extends Here {
  kind: 'person';
  person: Person;
  /** Roles beside those of the settings, that are in force now. */
  grants: readonly AccountGrant[];
  /** N8. By which clock they read, as they said here. */
  timeZone?: string | undefined;
}

interface OperatorHere extends Here {
  kind: 'operator';
}

export type Visitor = PersonHere | OperatorHere;

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
  /** W3. An operator’s session ends with their key. */
  operators: Pick<OperatorKeys, 'isKnown'>;
  rules: SessionRules;
  /** The store's time. */
  now: () => Instant;
}

export function createVisitors({ ring, personOf, operators, tokens, rules, now }: Options): Visitors {
  async function one(text: string): Promise<Visitor | undefined> {
    const found = await ring.find(text);
    if (found === undefined) return undefined;
    const { account, session, has } = found;
    const formToken = tokens.formToken(boundTo({ account, session }));
    const here = { account, session, freshUntil: session.at + rules.fresh, formToken };
    const [, operator] = /^operator\.(.+)$/.exec(account) ?? [];
    if (operator !== undefined)
      return operators.isKnown({ name: operator, bond: session.bond ?? '' })
        ? { kind: 'operator', who: { kind: 'operator', id: operator }, name: operator, ...here }
        : undefined;
    const person = (await personOf(account)) ?? invitedPerson(account, has);
    if (person === undefined) return undefined;
    const grants = (has.grants ?? []).filter((grant) => isInForce(grant, now()));
    return { kind: 'person', who: { kind: 'person', id: account }, person, name: person.name, grants, timeZone: has.timeZone, ...here };
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
function boundTo({ account, session }: Pick<Visitor, 'account' | 'session'>): string {
  return `${account}.${session.family}`;
}

import type { AccessTables, AccountDocument } from '#contexts/access/documents.ts';
import type { AccountState } from '#contexts/access/domain/account/state.ts';
import { isOpen, type Session, type SessionRules } from '#contexts/access/domain/account/session.ts';
import { sessionIn, type SessionKey } from '#contexts/access/domain/account/text.ts';
import type { System } from '#kernel/system.ts';
import { SECOND, type Duration, type Instant } from '#kernel/time.ts';

/** On the wall. A session that ended opens nothing after that, anywhere; W3 allows thirty. */
const FRESH_FOR: Duration = 5 * SECOND;

/** Most sessions that are remembered at once, and made-up ones with them. */
const MOST = 500;

/** A browser that is signed in now. */
interface OpenSession {
  /** Of a person, or of an operator. */
  account: string;
  session: Session;
  /** What they have beside the settings. */
  has: Pick<AccountState, 'grants' | 'invited' | 'timeZone'>;
}

/** Finds whose session a browser carries: one look at the store, and none for a moment after it. */
export interface SessionRing {
  /** `text`: as the cookie has it. */
  find(text: string): Promise<OpenSession | undefined>;
  /** What was found is forgotten: its account has just been changed here. */
  forget(account: string): void;
}

interface SessionRingOptions {
  system: Pick<System<AccessTables>, 'store' | 'hash' | 'log'>;
  rules: SessionRules;
  /** The store's time, for what expires. */
  now: () => Instant;
  /** Milliseconds on the wall. */
  wall: () => number;
}

export function createSessionRing(options: SessionRingOptions): SessionRing {
  const { wall } = options;
  const known = new Map<string, { at: number; found: OpenSession | undefined }>();
  return {
    async find(text) {
      const key = sessionIn(text);
      if (key === undefined) return undefined;
      const digest = options.system.hash(key.secret);
      // Also what opens nothing: whoever comes with it is asked about more than once in one request.
      const name = `${key.account}.${key.number}.${digest}`;
      const seen = known.get(name);
      if (seen !== undefined && wall() - seen.at < FRESH_FOR) return seen.found;
      known.delete(name);
      const at = wall();
      const found = await look(options, key, digest);
      known.set(name, { at, found });
      for (const oldest of known.keys()) if (known.size > MOST) known.delete(oldest);
      return found;
    },
    forget(account) {
      for (const name of known.keys()) if (name.startsWith(`${account}.`)) known.delete(name);
    },
  };
}

async function look(options: SessionRingOptions, { account, number }: SessionKey, digest: string): Promise<OpenSession | undefined> {
  const { system, rules } = options;
  const document = await system.store.get({ collection: 'accounts', id: account });
  const session = document?.state.sessions.find((one) => one.number === number && one.hash === digest);
  if (document === undefined || session === undefined) return undefined;
  const now = options.now();
  const last = lastSeen(document, session);
  if (!isOpen(session, now) || now - last >= rules.idle) return undefined;
  if (now - last >= rules.noted) await noteUsed(options, account, number);
  const { grants, invited, timeZone } = document.state;
  const has = {
    ...(grants === undefined ? {} : { grants }),
    ...(invited === undefined ? {} : { invited }),
    ...(timeZone === undefined ? {} : { timeZone }),
  };
  return { account, session, has };
}

export function lastSeen({ lastUsed }: Pick<AccountDocument, 'lastUsed'>, { number, at }: Pick<Session, 'number' | 'at'>): Instant {
  return lastUsed?.[number] ?? at;
}

/** What cannot be written now refuses nobody. */
async function noteUsed({ system, rules }: SessionRingOptions, account: string, number: number): Promise<void> {
  try {
    await system.store.transact(async (tx) => {
      const ref = { collection: 'accounts', id: account } as const;
      const document = await tx.get(ref);
      const session = document?.state.sessions.find((one) => one.number === number && one.ended === undefined);
      if (document === undefined || session === undefined || tx.now() - lastSeen(document, session) < rules.noted) return;
      tx.set(ref, { ...document, lastUsed: { ...document.lastUsed, [number]: tx.now() } });
    });
  } catch (error) {
    system.log('WARNING', 'use of a session not noted', { account, cause: String(error).slice(0, 300) });
  }
}

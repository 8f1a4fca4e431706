import { KEPT_SESSIONS, type Session, type SignInAsk, type Way } from '#contexts/access/domain/account/session.ts';
import type { AccountState, GitHubAccount } from '#contexts/access/domain/account/state.ts';
import type { Evolvers, FactNamed } from '#kernel/process.ts';
import type { Instant } from '#kernel/time.ts';

/** W3. What happens to a person's sessions. */
export type SessionFact =
  /** A link was mailed. */
  | { fact: 'sign_in_asked'; ask: SignInAsk }
  | { fact: 'sign_in_failed'; at: Instant; why: WhyFailed; way: Way; ask?: string }
  /** `ask`: the one that was used. */
  | { fact: 'signed_in'; session: Session; ask?: string; github?: GitHubAccount }
  | { fact: 'session_ended'; number: number; ended: NonNullable<Session['ended']> };

/** `locked`: the fifth wrong code. */
type WhyFailed = 'wrong_code' | 'locked';

export const sessionFacts: Evolvers<AccountState, SessionFact> = {
  sign_in_asked: {
    evolve: (state, { ask }) => ({ ...state, asks: [...state.asks.filter(({ expiresAt }) => expiresAt > ask.at), ask] }),
  },
  sign_in_failed: { evolve: failed },
  signed_in: { evolve: signedIn },
  session_ended: { evolve: ended },
};

function failed(state: AccountState, { at, why, ask }: FactNamed<SessionFact, 'sign_in_failed'>): AccountState {
  const count = (state.failed?.count ?? 0) + 1;
  const asks = state.asks.map((one) =>
    one.id === ask ? { ...one, wrongCodes: one.wrongCodes + 1, ...(why === 'locked' ? { ended: 'locked' as const } : {}) } : one,
  );
  return { ...state, asks, failed: { count, last: at } };
}

function signedIn(state: AccountState, { session, ask, github }: FactNamed<SessionFact, 'signed_in'>): AccountState {
  if (session.number !== state.sessionsMade + 1) throw new Error(`session ${session.number} of ${state.id} is not the next`);
  const { failed: _failed, ...rest } = state;
  const asks = state.asks.map((one) => (one.id === ask ? { ...one, ended: 'used' as const } : one));
  return {
    ...rest,
    ...(github === undefined ? {} : { github }),
    asks,
    sessionsMade: session.number,
    sessions: shown([...state.sessions, session]),
  };
}

function ended(state: AccountState, { number, ended: how }: FactNamed<SessionFact, 'session_ended'>): AccountState {
  const found = state.sessions.find((session) => session.number === number);
  if (found === undefined || found.ended !== undefined) throw new Error(`${state.id} has no open session ${number}`);
  return { ...state, sessions: shown(state.sessions.map((session) => (session === found ? { ...session, ended: how } : session))) };
}

function shown(sessions: readonly Session[]): Session[] {
  const over = sessions.filter((session) => session.ended !== undefined).slice(-KEPT_SESSIONS);
  const open = sessions.filter((session) => session.ended === undefined);
  return [...over, ...open].toSorted((a, b) => a.number - b.number);
}

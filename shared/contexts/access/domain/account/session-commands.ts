import type { AccountFact } from '#contexts/access/domain/account/facts.ts';
import {
  isAsked,
  isOpen,
  mailedLately,
  MOST_MAILS,
  MOST_WRONG,
  type Session,
  type SessionRules,
  type SignInAsk,
  type Way,
  type WhySessionEnded,
} from '#contexts/access/domain/account/session.ts';
import type { AccountState, GitHubAccount } from '#contexts/access/domain/account/state.ts';
import type { Deciding } from '#kernel/known.ts';
import type { Deciders } from '#kernel/process.ts';
import type { Instant } from '#kernel/time.ts';

/** What a session is made of; the rest follows from when it is made. */
interface NewSession {
  hash: string;
  way: Way;
  from: string;
  bond?: string;
  /** Number of the one that the same browser had. */
  follows?: number;
  rules: SessionRules;
}

export type SessionAsked =
  | { command: 'ask_sign_in'; ask: string; verifier: string; pass?: string; rules: SessionRules }
  /** With what the asking browser holds; the link's token, or the code, was looked at before. */
  | { command: 'sign_in_by_mail'; ask: string; verifier: string; session: NewSession }
  | { command: 'note_wrong_code'; ask: string; verifier: string }
  /** Proven by somebody whom the settings trust. */
  | { command: 'sign_in'; session: NewSession; github?: GitHubAccount }
  | { command: 'end_session'; number: number; why: WhySessionEnded; named: string }
  | { command: 'end_sessions'; but?: number; named: string }
  /** What is over by the clock is said to be. */
  | { command: 'expire_sessions' };

export interface AccountRefused {
  refused: { code: 'too_often' | 'not_asked' | 'other_account' | 'unknown'; message: string };
}

type Doing = Deciding<AccountState, AccountFact>;

export const sessionDeciders: Deciders<Doing, SessionAsked, AccountRefused> = {
  ask_sign_in({ draft, at }, { ask: id, verifier, pass, rules }) {
    if (mailedLately(draft.state.asks, at - rules.link, pass !== undefined) >= MOST_MAILS)
      return refuse('too_often', `${MOST_MAILS} mails have been sent already`);
    const ask: SignInAsk = { id, verifier, at, expiresAt: at + rules.link, ...(pass === undefined ? {} : { pass }), wrongCodes: 0 };
    draft.record({ fact: 'sign_in_asked', ask });
    return undefined;
  },
  sign_in_by_mail(doing, { ask: id, verifier, session }) {
    if (asked(doing, id, verifier) === undefined) return refuse('not_asked', 'this sign-in is over, or another browser asked for it');
    begin(doing, session, { ask: id });
    return undefined;
  },
  note_wrong_code(doing, { ask: id, verifier }) {
    const { draft, at } = doing;
    const ask = asked(doing, id, verifier);
    if (ask === undefined) return refuse('not_asked', 'this sign-in is over, or another browser asked for it');
    const why = ask.wrongCodes + 1 >= MOST_WRONG ? 'locked' : 'wrong_code';
    draft.record({ fact: 'sign_in_failed', at, why, way: 'mail', ask: id });
    return undefined;
  },
  sign_in(doing, { session, github }) {
    const { github: known } = doing.draft.state;
    if (known !== undefined && known.login === github?.login && known.id !== github.id)
      return refuse('other_account', 'somebody else has this login on GitHub now');
    return begin(doing, session, github === undefined ? {} : { github });
  },
  end_session({ draft, at }, { number, why, named }) {
    const found = draft.state.sessions.find((session) => session.number === number);
    if (found === undefined && number > draft.state.sessionsMade) return refuse('unknown', `there is no session ${number}`);
    if (found !== undefined && found.ended === undefined) draft.record(end(found, at, named, why));
    return undefined;
  },
  end_sessions({ draft, at }, { but, named }) {
    for (const session of draft.state.sessions)
      if (session.ended === undefined && session.number !== but) draft.record(end(session, at, named, 'ended'));
  },
  expire_sessions: expire,
};

function asked({ draft, at }: Doing, id: string, verifier: string): SignInAsk | undefined {
  return draft.state.asks.find((ask) => ask.id === id && ask.verifier === verifier && isAsked(ask, at));
}

/** Its value is new at each sign-in, and the one before it in the same browser is over. */
function begin(
  doing: Doing,
  { hash, way, from, bond, follows, rules }: NewSession,
  proven: { ask?: string; github?: GitHubAccount },
): undefined {
  const { draft, at } = doing;
  expire(doing);
  const { state } = draft;
  const before = state.sessions.find((session) => session.number === follows && session.ended === undefined);
  if (before !== undefined) draft.record(end(before, at, state.id, 'renewed'));
  const open = draft.state.sessions.filter((session) => session.ended === undefined);
  for (const oldest of open.slice(0, Math.max(0, open.length - rules.most + 1))) draft.record(end(oldest, at, state.id, 'too_many'));
  const number = state.sessionsMade + 1;
  const session: Session = {
    number,
    family: before?.family ?? number,
    hash,
    at,
    expiresAt: at + rules.absolute,
    way,
    from,
    ...(bond === undefined ? {} : { bond }),
  };
  draft.record({ fact: 'signed_in', session, ...proven });
}

function expire({ draft, at }: Doing): void {
  for (const session of draft.state.sessions)
    if (session.ended === undefined && !isOpen(session, at)) draft.record(end(session, session.expiresAt, 'the clock', 'expired'));
}

function end({ number }: Session, at: Instant, by: string, why: WhySessionEnded): AccountFact {
  return { fact: 'session_ended', number, ended: { at, by, why } };
}

function refuse(code: AccountRefused['refused']['code'], message: string): AccountRefused {
  return { refused: { code, message } };
}

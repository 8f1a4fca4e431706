import { z } from 'zod';
import { startDraft, type Draft } from '#kernel/draft.ts';
import type { Wanted } from '#kernel/effect.ts';
import { decideBy, evolveBy, type Deciders, type Decision, type Evolvers, type Process } from '#kernel/process.ts';
import { breached, paused, reminded, resumed, started, stopped, withClock } from '#kernel/promises/evolve.ts';
import type { ClockFact } from '#kernel/promises/facts.ts';
import { climbed, startClock, stopClocks } from '#kernel/promises/keep.ts';
import type { LadderRules } from '#kernel/promises/ladder.ts';
import { layLadder, type LadderEffect } from '#kernel/promises/lay-ladder.ts';
import type { Clock } from '#kernel/promises/state.ts';
import { offersOf, type Decisions } from '#kernel/questions/actions.ts';
import { ask, closeQuestions, lockOut, recordAnswer, renew } from '#kernel/questions/ask.ts';
import { withAnswer, withAsked, withoutQuestion } from '#kernel/questions/evolve.ts';
import type { LockFact, QuestionFact } from '#kernel/questions/facts.ts';
import { mayAnswer, type Judging } from '#kernel/questions/judge.ts';
import { lockedOut, renewalsOf, withLock, type Lock } from '#kernel/questions/locks.ts';
import type { Question } from '#kernel/questions/state.ts';
import { DAY, type Instant } from '#kernel/time.ts';
import { teaMail, templateAsking, type TeaMail } from './mails.ts';

/** A second process with questions, promises, links and locks, as small as one can be: who makes the tea today? */
export interface Tea {
  id: string;
  version: number;
  questions: Question<'brew', TeaAction, string>[];
  clocks: Clock<'brew'>[];
  locks?: Lock[];
}
type TeaAction = 'yes' | 'no';
export type TeaFact = { fact: 'wanted'; id: string } | QuestionFact<'brew', TeaAction, string> | ClockFact<'brew'> | LockFact;
interface Header {
  id: string;
  at: Instant;
  by: unknown;
}
export type TeaCommand = Header &
  (
    | { command: 'want' }
    | { command: 'ask_anew' }
    | { command: 'answer'; question: number; action: string; person: string; link?: { round: number } }
    | { command: 'lock_out'; question: number; person: string; round: number }
    | { command: 'climb_ladder'; clock: string; dueAt: Instant }
  );
export type TeaEffect = LadderEffect | TeaMail;
export interface TeaRules extends LadderRules {
  people: readonly string[];
  /** Who gets mails. */
  told?: readonly string[];
  linkExpiry: number;
}
export type TeaRefused = { refused: string };

type Brewing = { draft: Draft<Tea, TeaFact>; at: Instant; by: string; rules: TeaRules };
interface TeaActionRule {
  rank: number;
  decide: Decisions<'brew', (brewing: Brewing) => TeaRefused | undefined>;
}

/** An action without a decision does not compile. */
const teaActions: Record<TeaAction, TeaActionRule> = {
  no: { rank: 2, decide: { brew: () => undefined } },
  yes: { rank: 1, decide: { brew: ({ by }) => (by === 'eve' ? { refused: 'eve has made it yesterday' } : undefined) } },
};
const offers = offersOf({ brew: {} }, teaActions);

export function judgingTea({ questions, locks = [] }: Tea, rules: TeaRules, now: Instant): Judging<Tea['questions'][number]> {
  return {
    questions,
    takes: ({ kind }) => offers[kind],
    knows: (person) => rules.people.includes(person),
    roundOf: (whose) => renewalsOf(locks, whose),
    linkExpiry: rules.linkExpiry,
    now,
  };
}

const facts: Evolvers<Tea, TeaFact> = {
  wanted: {
    evolve: () => {
      throw new Error('wanted begins a tea');
    },
  },
  asked: { evolve: (tea, fact) => ({ ...tea, questions: withAsked(tea.questions, fact, tea.version + 1) }) },
  answered: { evolve: (tea, fact) => ({ ...tea, questions: withAnswer(tea.questions, fact) }) },
  question_closed: { evolve: (tea, fact) => ({ ...tea, questions: withoutQuestion(tea.questions, fact) }) },
  locked_out: { evolve: (tea, fact) => ({ ...tea, locks: withLock(tea.locks ?? [], fact) }) },
  links_renewed: { evolve: (tea, fact) => ({ ...tea, locks: withLock(tea.locks ?? [], fact) }) },
  clock_started: { evolve: (tea, fact) => ({ ...tea, clocks: [...tea.clocks, started(fact)] }) },
  clock_paused: { evolve: withClock(paused) },
  clock_resumed: { evolve: withClock(resumed) },
  clock_reminded: { evolve: withClock(reminded) },
  clock_breached: { evolve: withClock(breached) },
  clock_stopped: { evolve: withClock(stopped) },
};

const deciders: Deciders<Brewing, TeaCommand, TeaRefused> = {
  want: (brewing) => startClock(brewing, `brew:${ask(brewing, 'brew', {})}`, 'brew', {}),
  ask_anew(brewing) {
    closeQuestions(brewing, () => true);
    ask(brewing, 'brew', {});
  },
  answer(brewing, { question, action, person, link }) {
    const { draft, rules, at } = brewing;
    const judged = mayAnswer<Tea['questions'][number], TeaRefused>(
      judgingTea(draft.state, rules, at),
      { question, action, person, link },
      { theirs: () => undefined, whole: () => undefined, possible: () => undefined },
    );
    if ('dead' in judged) return { refused: judged.dead };
    if ('answered' in judged) return { refused: 'answered' };
    if ('refusal' in judged) return judged.refusal;
    const by = { ...brewing, by: person };
    const refused = teaActions[action as TeaAction].decide.brew(by);
    if (refused !== undefined) return refused;
    recordAnswer<TeaAction, string>(by, { question, action: action as TeaAction, comment: '' });
    stopClocks(brewing, () => true, person);
    return undefined;
  },
  lock_out(brewing, { question, person, round }) {
    lockOut(brewing, { question, person, round }, renewalsOf(brewing.draft.state.locks ?? [], { question, person }));
  },
  climb_ladder({ draft, at, rules }, command) {
    const told = climbed(draft.state.clocks, command, at, rules, () => rules.people[0]);
    if (told === undefined) return;
    renew({ draft, at }, lockedOut(draft.state), 'reminder');
    draft.record(told);
  },
};

const evolve = evolveBy(facts);
const decideCommand = decideBy(deciders);

export const teaProcess: Process<Tea, TeaCommand, TeaFact, TeaRules, Wanted<TeaEffect>, TeaRefused> = {
  kind: 'tea',
  schema: z.looseObject({ id: z.string(), version: z.int() }),
  idOf: ({ id }) => id,
  begin: (fact) => (fact.fact === 'wanted' ? { id: fact.id, version: 0, questions: [], clocks: [] } : undefined),
  facts,
  decide(state, command, rules): Decision<Tea, TeaFact, TeaRefused> {
    const draft = startDraft(evolve, state);
    const refused = decideCommand({ draft, at: command.at, by: 'somebody', rules }, command);
    return refused ?? { facts: [...draft.facts], state: draft.state };
  },
  react: ({ facts: all, after, rules, at }) =>
    all.flatMap((fact): Wanted<TeaEffect>[] =>
      fact.fact === 'clock_started' || fact.fact === 'clock_resumed'
        ? layLadder(after.clocks, fact.clock, rules, at)
        : mailsFor(fact, rules),
    ),
};

function mailsFor(fact: TeaFact, { told = [] }: TeaRules): Wanted<TeaEffect>[] {
  const asking = fact.fact === 'asked' ? templateAsking.get(fact.kind) : undefined;
  if (fact.fact === 'asked' && asking !== undefined)
    return told.map((to) => ({ effect: teaMail(asking, { to }, { question: fact.question }) }));
  return fact.fact === 'answered' ? told.map((to) => ({ effect: teaMail('settled', { to }) })) : [];
}

/** Two weeks: longer than any ladder here. */
export const teaRules: TeaRules = {
  people: ['ada', 'ben', 'eve'],
  linkExpiry: 14 * DAY,
  answerWithin: DAY,
  ladder: { assigneeAfter: DAY / 2, everyoneAfter: (DAY * 5) / 6, thenEvery: DAY },
};

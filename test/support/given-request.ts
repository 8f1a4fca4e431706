import type { Clock } from '#products/rehearsal/domain/promises.ts';
import type { Actor } from '#contexts/access/domain/people.ts';
import { HOUR, MINUTE, type Duration, type Instant } from '#kernel/time.ts';
import type { AnswerDetails, Command, CommandOf } from '#products/rehearsal/domain/commands.ts';
import { decide, submit } from '#products/rehearsal/domain/decide.ts';
import type { Refusal } from '#products/rehearsal/domain/decision.ts';
import type { Effect, Wanted } from '#products/rehearsal/domain/effects.ts';
import type { Fact, FactName, FactOf } from '#products/rehearsal/domain/facts.ts';
import type { Gate, GateName } from '#contexts/gates/domain/gates.ts';
import { gateNames } from '#contexts/gates/domain/gates.ts';
import { actionKinds } from '#products/rehearsal/kinds/actions/table.ts';
import type { Action, Question, QuestionKind } from '#products/rehearsal/domain/questions.ts';
import { react } from '#products/rehearsal/domain/react.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import type { Via } from '#contexts/intake/domain/parts/requested.ts';
import type { Submission, JobAsk } from '#contexts/intake/domain/submission.ts';
import { sampleAsk, sampleRules, sampleSubmission } from '#test/support/sample-request.ts';

/** One request and all that has happened to it; the functions of this file move it on, and time with it. */
export interface Story {
  state: RequestState;
  rules: Rules;
  now: Instant;
  timeline: { version: number; at: Instant; facts: Fact[] }[];
  /** Everything that was wanted so far, oldest first. */
  wanted: Wanted[];
  /** The lease number that the next turn gets. */
  nextFencing: number;
}

export type Change = Exclude<Command, { command: 'submit' }>;
export type Ask = Change extends infer C ? (C extends Change ? Omit<C, 'id' | 'at' | 'by'> : never) : never;

export const SHA = 'a'.repeat(40);
export const NEWER_SHA = 'b'.repeat(40);
export const system: Actor = { kind: 'system', part: 'test' };
export const contributor: Actor = { kind: 'contributor' };

export interface Beginning {
  submission?: Partial<Submission>;
  jobs?: Partial<JobAsk>[];
  via?: Via;
  backend?: string;
  rules?: Partial<Rules>;
}

/** A request that has just been submitted; by default by webhook, with one job. */
export function begin({ submission = {}, jobs, via = 'webhook', backend = 'local', rules: over = {} }: Beginning = {}): Story {
  const rules = { ...sampleRules, ...over };
  const asked = sampleSubmission({ ...submission, ...(jobs === undefined ? {} : { jobs: jobs.map((job) => sampleAsk(job)) }) });
  const now = 1_800_000_000_000;
  const command: CommandOf<'submit'> = {
    command: 'submit',
    id: 'c0',
    at: now,
    by: contributor,
    requestId: 'rq7k2m',
    via,
    submission: asked,
    warnings: [],
    backend,
  };
  const { facts, state: first } = submit(command, rules);
  const state = { ...first, version: 1 };
  return {
    state,
    rules,
    now,
    timeline: [{ version: 1, at: now, facts }],
    wanted: react({ before: undefined, facts, after: state, rules, at: now }),
    nextFencing: 1,
  };
}

/** G9: whoever decides has looked, and saw what is on record, unless the command says what they saw. */
export function withLook(ask: Ask, { headSha, base, gates }: RequestState): Ask {
  const needsLook =
    ask.command === 'begin_merge' ||
    (ask.command === 'answer' && Object.hasOwn(actionKinds, ask.action) && actionKinds[ask.action].needsGates === true);
  return needsLook ? { looked: { headSha, gates, ...(base === undefined ? {} : { base }) }, ...ask } : ask;
}

/** Tries a command: the refusal, or undefined when it was taken (and the story went on). */
export function tries(story: Story, ask: Ask, by: Actor = system): Refusal | undefined {
  const command = { ...withLook(ask, story.state), id: `c${story.timeline.length}`, at: story.now, by };
  const decision = decide(story.state, command, story.rules);
  if ('refused' in decision) return decision.refused;
  if (decision.facts.length === 0) return undefined;
  const before = story.state;
  const version = before.version + 1;
  story.state = { ...decision.state, version };
  story.timeline.push({ version, at: story.now, facts: decision.facts });
  story.wanted.push(...react({ before, facts: decision.facts, after: story.state, rules: story.rules, at: story.now }));
  return undefined;
}

/** The same for a command that must be taken. */
export function does(story: Story, ask: Ask, by: Actor = system): void {
  const refused = tries(story, ask, by);
  if (refused !== undefined) throw new Error(`${ask.command} was refused: ${refused.code}: ${refused.message}`);
}

export function wait(story: Story, time: Duration): void {
  story.now += time;
}

export function person(id: string): Actor {
  return id === 'contributor' ? contributor : { kind: 'person', id };
}

export function openQuestion(state: RequestState, kind: QuestionKind, step?: string): Question {
  const found = state.questions.findLast(
    (question) => question.kind === kind && question.state === 'open' && (step === undefined || question.step === step),
  );
  if (found === undefined) throw new Error(`no open question ${kind} ${step ?? ''} in ${state.status}`);
  return found;
}

export function isAsked(state: RequestState, kind: QuestionKind, step?: string): boolean {
  return state.questions.some(
    (question) => question.kind === kind && question.state === 'open' && (step === undefined || question.step === step),
  );
}

export function details(over: Partial<AnswerDetails> = {}): AnswerDetails {
  return { comment: 'looked at it closely', ...over };
}

/** Answers the open question of this kind that offers the action; gives the refusal, if any. */
export function answers(
  story: Story,
  who: string,
  kind: QuestionKind,
  action: Action,
  over: Partial<AnswerDetails> & { step?: string; through?: string } = {},
): Refusal | undefined {
  const { step, ...rest } = over;
  return answersTo(story, who, openQuestion(story.state, kind, step).id, action, rest);
}

export function answersTo(
  story: Story,
  who: string,
  question: number,
  action: Action,
  { through, ...over }: Partial<AnswerDetails> & { through?: string } = {},
): Refusal | undefined {
  const by = through === undefined ? person(who) : ({ kind: 'person', id: who, through } as const);
  return tries(story, { command: 'answer', question, action, details: details(over) }, by);
}

export function allGates(over: Partial<Record<GateName, Gate['state']>> = {}): Gate[] {
  return gateNames.map((gate) => ({ gate, state: over[gate] ?? 'passed', why: '' }));
}

export function recordGates(
  story: Story,
  over: Partial<Record<GateName, Gate['state']>> = {},
  headSha: string | undefined = story.state.headSha ?? SHA,
): void {
  does(story, { command: 'record_gates', headSha, gates: allGates(over) });
}

export function headMoves(story: Story, to: string = NEWER_SHA, over: Partial<Record<GateName, Gate['state']>> = {}): void {
  does(story, { command: 'record_gates', headSha: to, gates: allGates(over) });
}

export function clocks(story: Story, kind: Clock['kind'], state: 'running' | 'paused' | 'stopped'): RequestState['clocks'] {
  return story.state.clocks.filter((clock) => clock.kind === kind && clock.state === state);
}

export function factsOf<N extends FactName>(story: Story, name: N): FactOf<N>[] {
  return story.timeline.flatMap(({ facts }) => facts).filter((fact): fact is FactOf<N> => fact.fact === name);
}

export function lastFacts(story: Story): FactName[] {
  return story.timeline.at(-1)?.facts.map(({ fact }) => fact) ?? [];
}

export function mailsTo(story: Story, to: string): string[] {
  return effects(story, 'send_mail').flatMap((effect) => (effect.to === to ? [effect.template] : []));
}

export function effects<K extends Effect['kind']>(story: Story, kind: K): Extract<Effect, { kind: K }>[] {
  return story.wanted.map(({ effect }) => effect).filter((effect): effect is Extract<Effect, { kind: K }> => effect.kind === kind);
}

export { HOUR, MINUTE };

import { dependants } from '#contexts/plans/domain/job/graph.ts';
import type { Job } from '#contexts/plans/domain/job/state.ts';
import { wordOf, writes } from '#contexts/plans/domain/job/word.ts';
import { isAuthor } from '#contexts/gates/domain/authors.ts';
import { isWordClockOf, wordClock } from '#products/rehearsal/domain/clock-names.ts';
import type { CommandOf } from '#products/rehearsal/domain/commands.ts';
import type { Answering } from '#products/rehearsal/domain/decide/answering.ts';
import { ask } from '#products/rehearsal/domain/decide/asking.ts';
import { resumeClock, startClock, stopClocks } from '#products/rehearsal/domain/decide/clocks.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { refuse, type Refusal } from '#products/rehearsal/domain/decision.ts';
import { isClosed } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import type { Instant } from '#kernel/time.ts';

type Refused = { refused: Refusal } | undefined;

/**
 * R13: every command ends with it, before anything is started: the word on each audit that was approved is asked for while something that
 * writes waits to build on it, and what is no longer awaited is no longer asked. An asked word stays asked when the settings change.
 */
export function keepWords(deciding: Deciding): void {
  closeStale(deciding);
  const { state } = deciding.draft;
  if (isClosed(state)) return;
  for (const job of state.jobs)
    if (isLost(state, job) || (deciding.rules.wordOnAudits === true && isWanted(state, job))) askForWord(deciding, job);
}

/** The end of a request closes what was asked; a request that is opened again asks again. */
function isLost({ questions }: Questioned, job: Job): boolean {
  const word = wordOf(job);
  return word?.state === 'asked' && !questions.some(({ id, state }) => id === word.question && state === 'open');
}

function isWanted(state: Tested, job: Job): boolean {
  if (job.ask.role !== 'audit' || job.state !== 'approved') return false;
  if (hasWord(job)) return false;
  return dependants(state.jobs, job.step).some((other) => other.state === 'waiting' && writes(other.ask.role));
}

function hasWord(job: Job): boolean {
  return wordOf(job) !== undefined;
}

/** One promise for each run, however often it is asked, until it is answered (S3): after an objection begins another. */
function askForWord(deciding: Deciding, { step, runs }: Job): void {
  const run = runs.at(-1)?.id;
  if (run === undefined) return;
  const said = deciding.draft.state.questions.findLast((one) => one.kind === 'word' && one.step === step)?.state === 'answered';
  const question = ask(deciding, 'word', step);
  const waiver = ask(deciding, 'word_waiver', step);
  const { draft } = deciding;
  draft.record({ fact: 'word_asked', step, run, question, waiver });
  const clock = draft.state.clocks.findLast((one) => isWordClockOf(one, run));
  if (clock === undefined) startClock(deciding, wordClock(run), 'word');
  else if (said) startClock(deciding, `${wordClock(run)}:${question}`, 'word');
  else resumeClock(deciding, clock);
}

function closeStale(deciding: Deciding): void {
  const { draft } = deciding;
  const asked = draft.state.jobs.flatMap((job) => {
    const word = wordOf(job);
    return word?.state === 'asked' ? [word] : [];
  });
  const questions = new Set(asked.flatMap(({ question, waiver }) => [question, waiver]));
  for (const { id, kind, state } of draft.state.questions)
    if ((kind === 'word' || kind === 'word_waiver') && state === 'open' && !questions.has(id))
      draft.record({ fact: 'question_closed', question: id });
  stopClocks(deciding, (clock) => clock.kind === 'word' && !asked.some(({ run }) => isWordClockOf(clock, run)), 'dropped');
}

/** The audit on which a word is awaited, and what is said of it. */
export function askedWord(
  { draft, at }: Deciding,
  { question, details }: Answering,
): { job: Job; said: { step: string; run: string; text: string; at: Instant } } | { refused: Refusal } {
  const job = draft.state.jobs.find(({ step }) => step === question.step);
  const word = job === undefined ? undefined : wordOf(job);
  if (job === undefined || word?.state !== 'asked') return refuse('not_possible_now', 'this is no longer awaited');
  return { job, said: { step: job.step, run: word.run, text: details.comment, at } };
}

/** B4: by an operator; without a step on whichever it is awaited. */
export function waiveWord(deciding: Deciding, { operator, reason, step }: CommandOf<'waive_word'>): Refused {
  const { draft, at, rules } = deciding;
  const person = rules.people.find(({ id }) => id === operator);
  if (person !== undefined && isAuthor(person, draft.state))
    return refuse('author_decides_nothing', 'authors never decide on their own requests');
  const awaited = draft.state.jobs.filter((job) => wordOf(job)?.state === 'asked' && (step === undefined || job.step === step));
  if (isClosed(draft.state) || awaited.length === 0)
    return refuse('not_possible_now', `no word of the contributor is awaited${step === undefined ? '' : ` on ${step}`}`);
  for (const job of awaited)
    draft.record({ fact: 'word_waived', step: job.step, run: wordOf(job)?.run ?? '', text: reason, by: operator, at });
  return undefined;
}

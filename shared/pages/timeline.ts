import { isWordFact, type WordFact } from '#domain/request/evolve/words.ts';
import { wordSentence } from '#pages/timeline-words.ts';
import { isProductionFact, type ProductionFact } from '#domain/request/production.ts';
import { changeKey } from '#domain/intake/submission.ts';
import { wordClock } from '#domain/request/clock-names.ts';
import type { ClockFact } from '#domain/request/evolve/clocks.ts';
import type { Fact, FactOf } from '#domain/request/facts.ts';
import type { LockFact } from '#domain/request/locks.ts';
import { questionRules, type Asked } from '#domain/request/questions.ts';
import type { Rules } from '#domain/request/rules.ts';
import type { RequestState } from '#domain/request/state.ts';
import { mergeSentence } from '#pages/timeline-merge.ts';
import { actorName, nameOfStep, personName, relatedText } from '#pages/about.ts';
import { productionLabels, doneLabels, gateLabels, questionLabels } from '#pages/labels.ts';
import { jobFactSentence } from '#pages/timeline-jobs.ts';
import { listed, maskAddresses, sentence, shortSha } from '#pages/text.ts';
import { durationText, instantText } from '#pages/times.ts';
import { waiverText } from '#pages/waivers.ts';

/** What the sentences need to know: names, and whose clock they are read by. */
export interface Telling {
  state: RequestState;
  rules: Rules;
  timeZone: string;
}

/** One fact of the timeline as a sentence for people (W1). */
export function factSentence(fact: Fact, telling: Telling): string {
  return sentence(maskAddresses(tell(fact, telling)));
}

function tell(fact: Fact, telling: Telling): string {
  switch (fact.fact) {
    case 'submitted':
      return `${fact.submission.contributor.name} asked for the test ${fact.via === 'form' ? 'on the form page' : 'through the webhook'}`;
    case 'confirmed':
      return 'The address was confirmed';
    case 'contributor_forgotten':
      return 'The time for which personal data is kept was over: names, addresses and what the runs wrote were removed';
    case 'mail_ordered_again':
    case 'locked_out':
    case 'links_renewed':
      return tellLinks(fact, telling);
    case 'related_found':
      return `Linked with ${listed(fact.related.map(relatedText))}`;
    case 'gates_recorded':
    case 'gates_passed':
    case 'head_moved':
    case 'base_moved':
    case 'gates_fell':
    case 'gates_hold':
    case 'gate_waived':
    case 'nobody_decides':
      return tellHold(fact, telling);
    case 'asked':
    case 'answered':
    case 'question_closed':
      return tellQuestion(fact, telling);
    case 'clock_started':
    case 'clock_paused':
    case 'clock_resumed':
    case 'clock_reminded':
    case 'clock_breached':
    case 'clock_stopped':
      return tellClock(fact, telling);
    default:
      return tellAside(fact, telling);
  }
}

/** N8, X7. */
function tellLinks(fact: LockFact | FactOf<'mail_ordered_again'>, { state, rules }: Telling): string {
  if (fact.fact === 'mail_ordered_again') return `A mail to ${personName(fact.effect.to, state, rules)} is sent again`;
  const whose = personName(fact.person, state, rules);
  if (fact.fact === 'locked_out') return `A wrong code was typed five times with links of ${whose}: they are locked`;
  return `New links and a new code were made for ${whose}${fact.by === undefined ? '' : `, by the operator ${fact.by}`}`;
}

/** G1, G9, G10. */
function tellHold(
  fact: FactOf<
    'gates_recorded' | 'gates_passed' | 'head_moved' | 'base_moved' | 'gates_fell' | 'gates_hold' | 'gate_waived' | 'nobody_decides'
  >,
  { state, rules }: Telling,
): string {
  switch (fact.fact) {
    case 'gates_recorded':
      return tellGates(fact);
    case 'gates_passed':
      return 'The last gate passed: it goes to review';
    case 'gate_waived':
      return `“${gateLabels[fact.waiver.gate]}” is ${waiverText(fact.waiver, state, rules)}`;
    case 'head_moved':
      return `A new commit came: ${shortSha(fact.from)} became ${shortSha(fact.to)}. Evidence of the old one no longer counts, nor does a waiver`;
    case 'base_moved':
      return `It is to be merged into ${fact.to.ref}, no longer into ${fact.from.ref}. Evidence of that merge no longer counts, nor does a waiver`;
    case 'gates_fell':
      return `It is held: ${listed(fact.gates.map((gate) => `“${gateLabels[gate]}”`))} no longer ${fact.gates.length === 1 ? 'holds' : 'hold'}. Nothing of it starts or is approved until then`;
    case 'gates_hold':
      return 'All gates hold again: it goes on';
    case 'nobody_decides':
      return 'Every server-jobs admin is an author of the change, so that nobody can decide on it; the release team was told';
  }
}

function tellGates(fact: FactOf<'gates_recorded'>): string {
  const of = (wanted: string): string[] =>
    fact.gates.filter((gate) => gate.state === wanted).map(({ gate }) => gateLabels[gate].toLowerCase());
  const parts = [
    ...(of('failed').length > 0 ? [`failed: ${listed(of('failed'))}`] : []),
    ...(of('pending').length > 0 ? [`waiting: ${listed(of('pending'))}`] : []),
    `${of('passed').length} passed`,
    ...(of('skipped').length > 0 ? [`${of('skipped').length} skipped`] : []),
  ];
  return `The gates were checked${fact.headSha === undefined ? '' : ` at ${shortSha(fact.headSha)}`}: ${parts.join('; ')}`;
}

const askedNames: Record<Asked, string> = {
  contributor: 'the contributor',
  admins: 'the admins',
  testers: 'the testers',
  qa: 'the QA leads',
  release_team: 'the release team',
};

function tellQuestion(fact: FactOf<'asked' | 'answered' | 'question_closed'>, { state, rules }: Telling): string {
  const question = state.questions.find(({ id }) => id === fact.question);
  const about = question?.step === undefined ? '' : ` about ${nameOfStep(state.submission, question.step)}`;
  if (fact.fact === 'asked') {
    const putBy = fact.putBy === undefined ? '' : `, by the operator ${fact.putBy}`;
    const who = questionRules[fact.kind].asked.map((group) => askedNames[group]).join(' and ');
    if (fact.kind === 'concern') return `Written on this page, to the release team: ${fact.said ?? ''}`;
    if (fact.kind === 'production') return 'The admins and the release team can record what became of it in production';
    return fact.kind === 'withdraw' ? 'The contributor may withdraw it' : `Asked ${who}${about}${putBy}: ${questionLabels[fact.kind]}`;
  }
  if (fact.fact === 'question_closed')
    return `“${question === undefined ? `Question ${fact.question}` : questionLabels[question.kind]}”${about} is no longer asked`;
  return `${doneLabels[fact.action]} by ${actorName(fact.by, state, rules)}${about}${fact.comment.trim() === '' ? '' : `: ${fact.comment.trim()}`}`;
}

function whichClock(clock: string): string {
  if (clock.startsWith(wordClock(''))) return 'contributor’s word';
  if (clock.startsWith('gates')) return 'open gates';
  return clock.startsWith('review') ? 'review' : 'verdict';
}

function tellClock(fact: ClockFact, telling: Telling): string {
  const { timeZone } = telling;
  const which = whichClock(fact.clock);
  switch (fact.fact) {
    case 'clock_started':
      return `The clock for the ${which} started; due ${instantText(fact.dueAt, timeZone)}`;
    case 'clock_paused':
      return `The clock for the ${which} pauses${fact.remaining < 0 ? `, overdue by ${durationText(-fact.remaining)}` : ` with ${durationText(fact.remaining)} left`}`;
    case 'clock_resumed':
      return `The clock for the ${which} goes on; due ${instantText(fact.dueAt, timeZone)}`;
    case 'clock_reminded':
      return `The answer is awaited: those who owe the ${which} were reminded${nextText(fact, telling)}`;
    case 'clock_breached':
      return `The ${which} is overdue: the promised time was over ${instantText(fact.at, timeZone)}${nextText(fact, telling)}`;
    case 'clock_stopped':
      return `The clock for the ${which} stopped`;
  }
}

function nextText({ askedNext }: { askedNext?: string }, { state, rules }: Telling): string {
  return askedNext === undefined ? '' : `; ${personName(askedNext, state, rules)} is asked next`;
}

type StatusFact = Exclude<
  Fact,
  FactOf<
    | 'submitted'
    | 'mail_ordered_again'
    | 'locked_out'
    | 'links_renewed'
    | 'contributor_forgotten'
    | 'confirmed'
    | 'gates_recorded'
    | 'related_found'
    | 'head_moved'
    | 'base_moved'
    | 'gates_fell'
    | 'gates_hold'
    | 'gate_waived'
    | 'nobody_decides'
    | 'gates_passed'
    | 'asked'
    | 'answered'
    | 'question_closed'
    | ClockFact['fact']
    | WordFact['fact']
    | ProductionFact['fact']
  >
>;

function tellAside(fact: StatusFact | WordFact | ProductionFact, telling: Telling): string {
  if (isWordFact(fact)) return wordSentence(fact, telling.state, telling.rules);
  return isProductionFact(fact) ? productionSentence(fact, telling) : tellStatus(fact, telling);
}

/** A9. */
function productionSentence(fact: ProductionFact, { state, rules }: Telling): string {
  if (fact.fact === 'production_awaited')
    return `Release ${fact.release} is out: those who can tell are asked what became of the jobs in production`;
  const { step, outcome, text, by } = fact.record;
  return `${nameOfStep(state.submission, step)} ${productionLabels[outcome]}, as ${personName(by, state, rules)} says${text === '' ? '' : `: ${text}`}`;
}

function tellStatus(fact: StatusFact, telling: Telling): string {
  const { state, rules } = telling;
  switch (fact.fact) {
    case 'assigned':
      return `Assigned to ${personName(fact.to, state, rules)}`;
    case 'deferred':
      return `Deferred to release ${fact.release}`;
    case 'cutoff_passed':
      return tellCutoff(fact, telling);
    case 'turn_held':
      return `Its turn is held by a freeze (${fact.freezes.join(', ')}) until ${instantText(fact.until, telling.timeZone)}`;
    case 'freeze_overridden':
      return `${personName(fact.by, state, rules)} lets it start in spite of the freeze (${fact.freezes.join(', ')}): ${fact.reason}`;
    case 'backend_chosen':
      return `The backend ${fact.backend} was chosen`;
    case 'returned':
      return 'The ball is with the contributor';
    case 'contributor_answered':
      return `${Object.keys(fact.edits).length === 0 ? 'The contributor answered: it' : 'The contributor changed their answers; it'} goes back to where it was`;
    case 'request_edited':
      return 'The contributor changed their answers';
    case 'continued_at':
      return tellContinued(fact, telling);
    case 'queued':
      return 'It waits for its turn on the backend';
    case 'approved':
    case 'completed':
    case 'files_left_over':
    case 'rejected':
    case 'withdrawn':
      return tellEnd(fact, telling);
    case 'merge_wanted':
    case 'merge_begun':
    case 'merge_refused':
    case 'merged':
      return mergeSentence(fact);
    default:
      return jobFactSentence(fact, state, rules);
  }
}

/** I19. */
function tellContinued({ from, to, by, reason, successor }: FactOf<'continued_at'>, { state, rules }: Telling): string {
  const who =
    by !== 'contributor' ? personName(by, state, rules) : successor === undefined ? 'its contributor' : successor.contributor.name;
  const place = successor === undefined ? '' : `, in the place of request ${successor.requestId}`;
  return `It goes on at ${changeKey(to)}, no longer at ${changeKey(from)}${place}; said by ${who}${reason === undefined ? '' : `: ${reason}`}`;
}

function tellEnd(fact: FactOf<'approved' | 'completed' | 'files_left_over' | 'rejected' | 'withdrawn'>, { state, rules }: Telling): string {
  switch (fact.fact) {
    case 'approved':
      return `Every job is approved: the request is approved, last by ${personName(fact.by, state, rules)}`;
    case 'completed':
      return fact.why === 'only_removes'
        ? 'The pull request only removes jobs: the request is completed, with nothing to test'
        : 'Every job is approved: the request is completed, with nothing to merge';
    case 'files_left_over':
      return `The contributor is reminded of files that are still there so long after release ${fact.release}`;
    case 'rejected':
      return `The request is rejected by ${personName(fact.by, state, rules)}: ${fact.reason}`;
    case 'withdrawn':
      if (fact.unconfirmed === true) return 'The request ends: nobody confirmed the address in time';
      return fact.supersededBy === undefined ? 'The request is withdrawn' : `The request ends: ${fact.supersededBy} took its place`;
  }
}

function tellCutoff({ record }: FactOf<'cutoff_passed'>, { timeZone }: Telling): string {
  const cut = `Release ${record.release} was cut ${instantText(record.cutoff, timeZone)}`;
  if (record.outcome === 'made') return `${cut}; this was fully tested before and is in it`;
  if (record.outcome === 'blocking') return `${cut}; this is essential and was not fully tested, so it blocks the release`;
  return `${cut}; this was not fully tested and ${record.to === undefined ? 'waits for the calendar to name the next release' : `moved to ${record.to}`}`;
}

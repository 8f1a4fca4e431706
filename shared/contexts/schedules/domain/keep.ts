import type { Answer, Over, Ready, ScheduleAsked } from '#contexts/schedules/domain/commands.ts';
import { askLook, missed, setNext, type Deciding } from '#contexts/schedules/domain/deciding.ts';
import { lookAt, nextFrom, type Act, type Look } from '#contexts/schedules/domain/look.ts';
import { nextAfter } from '#contexts/schedules/domain/next.ts';
import type { ScheduleState } from '#contexts/schedules/domain/state.ts';
import { inOrder, type Occurrence } from '#contexts/schedules/domain/timing.ts';
import { HOUR, type Instant } from '#kernel/time.ts';

type Asked<N extends ScheduleAsked['command']> = Extract<ScheduleAsked, { command: N }>;

/** One step: what is over, what was missed, and what is done about the first that is due. A start is only intended here. */
export function kept(given: Deciding, { asOf, over, ready }: Asked<'keep'>): undefined {
  const { draft } = given;
  tellOver(given, over);
  if (draft.state.starting !== undefined) return;
  const look = lookAt(draft.state, asOf, given.rules);
  if (look.act === undefined) missed(given, look.passed, whyMissed(given));
  else act(given, look, look.act, ready);
  // What is intended goes on at once.
  if (draft.facts.length > 0 && draft.state.starting === undefined) askLook(given);
}

function tellOver({ draft, at }: Deciding, over: readonly Over[]): void {
  for (const { id, how } of over)
    if (draft.state.running.some((one) => one.id === id)) draft.record({ fact: 'started_over', id, at, how: how.slice(0, 200) });
}

function act(given: Deciding, { passed }: Look, toDo: Act, ready: Ready | undefined): void {
  const { draft, at } = given;
  const { occurrence } = toDo;
  switch (toDo.do) {
    case 'wait':
      return;
    case 'skip':
      missed(given, passed, whyMissed(given));
      draft.record({ fact: 'occurrence_skipped', occurrence, at, why: toDo.why });
      return goOnAfter(given, occurrence);
    case 'queue':
      missed(given, passed, whyMissed(given));
      draft.record({ fact: 'occurrence_queued', occurrence });
      return goOnAfter(given, occurrence);
    case 'start':
      return intend(given, passed, occurrence, ready);
  }
}

function intend(given: Deciding, passed: Occurrence[], occurrence: Occurrence, ready: Ready | undefined): void {
  const { draft } = given;
  // It was another that was asked about: the next look asks anew.
  if (ready === undefined || inOrder(ready.occurrence, occurrence) !== 0) return;
  if (ready.blocked !== undefined) return hold(given, ready.blocked);
  missed(given, passed, whyMissed(given));
  const isQueued = draft.state.queued !== undefined && inOrder(draft.state.queued, occurrence) === 0;
  draft.record({ fact: 'start_intended', occurrence });
  if (!isQueued) goOnAfter(given, occurrence);
}

/** The same again changes nothing. */
function hold({ draft, at }: Deciding, told: string): void {
  const why = told.slice(0, 300);
  const { held, starting } = draft.state;
  if (starting !== undefined || held?.why !== why) draft.record({ fact: 'schedule_held', since: held?.since ?? at, why });
}

function goOnAfter(given: Deciding, occurrence: Occurrence): void {
  setNext(given, nextAfter(given.draft.state.timing, occurrence));
}

function whyMissed({ draft }: Deciding): string {
  const { held } = draft.state;
  return held === undefined ? 'nobody looked at it in time' : `it could not be started: ${held.why}`;
}

/** What became of the start that was intended. Told twice, it is known. */
export function answered(given: Deciding, { occurrence, answer }: Asked<'answer'>): undefined {
  const { starting } = given.draft.state;
  if (starting === undefined || inOrder(starting, occurrence) !== 0) return;
  tellAnswer(given, occurrence, answer);
  askLook(given);
}

function tellAnswer(given: Deciding, occurrence: Occurrence, answer: Answer): void {
  const { draft, at } = given;
  switch (answer.answer) {
    case 'started':
      return draft.record({ fact: 'occurrence_started', occurrence, id: answer.id, at });
    case 'refused':
      return draft.record({ fact: 'start_refused', occurrence, at, why: answer.why.slice(0, 300) });
    case 'lost':
      return draft.record({ fact: 'start_lost', occurrence, at, why: answer.why.slice(0, 300) });
    case 'blocked':
      return hold(given, answer.why);
  }
}

/** The furthest that a clock is corrected by and not put to another time (cron(8) of Debian). */
const CORRECTION = 3 * HOUR;

/** Whether it waits for a time behind one that is due sooner: a clock that was put forward by mistake has carried it there. */
export function isAhead({ timing, next, last, ended }: ScheduleState, now: Instant): boolean {
  const sooner = ended === undefined ? nextAfter(timing, { at: now }) : undefined;
  if (sooner === undefined || (next !== undefined && inOrder(sooner, next) >= 0)) return false;
  return last === undefined || inOrder(sooner, last) > 0 || last.at - now > CORRECTION;
}

/** After a clock was put back, what is due goes by it as it is now. Nothing starts twice by that, since each start has its key. */
export function lookedAgain(given: Deciding): undefined {
  const { draft, at } = given;
  if (isAhead(draft.state, at)) {
    draft.record({ fact: 'clock_put_back', at });
    setNext(given, nextFrom(draft.state, at));
  }
  askLook(given);
}

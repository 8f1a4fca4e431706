import { planSchema } from '#contexts/plans/domain/schema.ts';
import { changeOf, type PageChange } from '#contexts/plans/domain/changes.ts';
import {
  begin,
  cancel,
  onPage,
  onPages,
  planFacts,
  start,
  tell,
  type Begun,
  type Named,
  type PlanFact,
} from '#contexts/plans/domain/facts.ts';
import { endOnPage, giveUpPage, startOnPage, type Page, type Place } from '#contexts/plans/domain/page.ts';
import {
  doomOf,
  endOf,
  isOpen,
  listeners,
  nextBatch,
  notLoaded,
  pagesReady,
  stepAt,
  type Batch,
  type LoadedPlan,
} from '#contexts/plans/domain/state.ts';
import { isLost, isOver, type EndState } from '#contexts/plans/domain/step.ts';
import type { Wanted } from '#kernel/effect.ts';
import { startDraft, type Draft } from '#kernel/draft.ts';
import { decideBy, evolveBy, type Deciders, type Process } from '#kernel/process.ts';
import type { Header } from '#kernel/process.ts';
import type { Instant } from '#kernel/time.ts';

export type PlanCommand = Pick<Header, 'id' | 'at'> & { by: { kind: string } } & PlanAsked;

/** The pages of the steps that a command names are loaded. */
export type PlanAsked =
  | { command: 'start_step'; place: Place; operation: string }
  /** All of them are ready, or none begins. */
  | { command: 'start_steps'; steps: readonly Begun[] }
  /** `skipped`: there is nothing to do, and it never began. */
  | { command: 'end_step'; place: Place; state: Exclude<EndState, 'dependency_failed'> }
  /** O5. `unknown`: names that no step has; then nothing is cancelled. */
  | { command: 'cancel_steps'; steps: readonly Named[]; unknown: readonly string[] }
  | { command: 'cancel_plan'; why: string }
  /** The next batch of what ends mean for others. Its pages are loaded. */
  | { command: 'advance' };

export interface PlanRefused {
  refused: {
    code: 'no_such_step' | 'not_ready' | 'not_running' | 'already_over' | 'unknown_steps';
    message: string;
    steps?: readonly string[];
  };
}

/** Goes on with what ends mean for steps on other pages, until all know; and gives what may begin to the plan’s owner. */
export interface AdvancePlan {
  kind: 'advance_plan';
  plan: string;
}

type Deciding = { draft: Draft<LoadedPlan, PlanFact>; at: Instant };

const deciders: Deciders<Deciding, PlanAsked, PlanRefused> = {
  start_step({ draft, at }, { place, operation }) {
    const step = stepAt(draft.state, place);
    if (step === undefined) return refuse('no_such_step', 'The plan has no such step.');
    if (step.state === 'running' && step.operation === operation) return undefined;
    const group = draft.state.pages[place.page]?.group ?? 'main';
    if (step.state !== 'ready' || !isOpen(draft.state, group))
      return refuse('not_ready', `${step.name} is not to start: it is ${step.state}.`);
    const changes = changed(
      draft.state,
      onPage(draft.state, place.page, (page) => startOnPage(page, place.at, operation, at)),
    );
    draft.record({ fact: 'step_started', step: step.name, place, operation, at, changes });
    return undefined;
  },
  start_steps({ draft, at }, { steps }) {
    for (const { name, place } of steps) {
      const state = stepAt(draft.state, place)?.state;
      if (state !== 'ready' || !isOpen(draft.state, draft.state.pages[place.page]?.group ?? 'main'))
        return refuse('not_ready', `${name} is not to start: it is ${state ?? 'no step'}.`);
    }
    if (steps.length === 0) return undefined;
    draft.record({ fact: 'steps_started', steps, at, changes: changed(draft.state, start(draft.state, steps, at)) });
    return undefined;
  },
  /** What is said twice changes nothing; another end of what is over is refused, and changes nothing either (O3). */
  end_step({ draft, at }, { place, state }) {
    const step = stepAt(draft.state, place);
    if (step === undefined) return refuse('no_such_step', 'The plan has no such step.');
    if (step.state === state) return undefined;
    if (isOver(step.state)) return refuse('already_over', `${step.name} is over: it is ${step.state}.`);
    if (state === 'skipped' ? step.state !== 'ready' : step.state !== 'running')
      return refuse('not_running', `${step.name} is ${step.state} and cannot be ${state}.`);
    const changes = changed(
      draft.state,
      onPage(draft.state, place.page, (page) => endOnPage(page, [{ at: place.at, state }], at)),
    );
    draft.record({ fact: 'step_ended', step: step.name, place, state, at, changes });
    return undefined;
  },
  cancel_steps({ draft, at }, { steps, unknown }) {
    if (unknown.length > 0) return refuse('unknown_steps', 'Nothing is cancelled: the plan does not have all of these steps.', unknown);
    const stateOf = (place: Place): string | undefined => stepAt(draft.state, place)?.state;
    const unbegun = steps.filter((one) => stateOf(one) === 'waiting' || stateOf(one) === 'ready');
    const asked = steps.filter((one) => stateOf(one) === 'running' && stepAt(draft.state, one)?.cancelAsked === undefined);
    if (unbegun.length + asked.length === 0) return undefined;
    const changes = changed(draft.state, cancel(draft.state, unbegun, asked, at));
    draft.record({ fact: 'steps_cancelled', steps: unbegun, asked, at, changes });
    return undefined;
  },
  cancel_plan({ draft, at }, { why }) {
    if (draft.state.ended !== undefined) return refuse('already_over', `The plan is over: it has ${draft.state.ended.end}.`);
    if (draft.state.cancelled === undefined) draft.record({ fact: 'plan_cancelled', at, why });
    return undefined;
  },
  advance({ draft, at }) {
    const batch = nextBatch(draft.state);
    if (batch !== undefined) draft.record(carryOut(draft.state, batch, at));
    return undefined;
  },
};

function carryOut(state: LoadedPlan, batch: Batch, at: Instant): PlanFact {
  if (batch.batch === 'give_up') return giveUp(state, batch.pages, at);
  const source = state.loaded.get(batch.from);
  if (source === undefined) throw notLoaded(state, batch.from);
  const { toHear, deaf } = listeners(state, source);
  for (const n of toHear) if (!state.loaded.has(n)) throw notLoaded(state, n);
  const heard = [...toHear, ...deaf];
  const changes = changed(state, tell(state, batch.from, heard, at));
  return { fact: 'ends_told', from: batch.from, heard, at, changes };
}

/** Pages of the first one's group: what it waits for is lost for all of them alike. */
function giveUp(state: LoadedPlan, pages: readonly number[], at: Instant): PlanFact {
  const group = state.pages[pages[0] ?? -1]?.group ?? 'main';
  const doom = doomOf(state, group);
  if (doom === undefined) throw new Error(`nothing of plan ${state.id} is to be given up`);
  const own = pages.filter((n) => state.pages[n]?.group === group);
  for (const n of own) if (!state.loaded.has(n)) throw notLoaded(state, n);
  const changes = changed(
    state,
    onPages(state, own, (page) => giveUpPage(page, doom.state, doom.culprit, at)),
  );
  return { fact: 'steps_given_up', ...doom, at, changes };
}

function changed(before: LoadedPlan, after: ReadonlyMap<number, Page>): PageChange[] {
  return [...after].flatMap(([n, page]) => {
    const known = before.loaded.get(n);
    return known === undefined || known === page ? [] : [changeOf(known, page)];
  });
}

function refuse(code: PlanRefused['refused']['code'], message: string, steps?: readonly string[]): PlanRefused {
  return { refused: { code, message, ...(steps === undefined ? {} : { steps }) } };
}

const evolve = evolveBy(planFacts);
const decideCommand = decideBy(deciders);

/** O1. A plan that is kept in pages. */
export const planProcess: Process<LoadedPlan, PlanCommand, PlanFact, unknown, Wanted<AdvancePlan>, PlanRefused> = {
  kind: 'plan',
  idOf: ({ id }) => id,
  begin,
  facts: planFacts,
  schema: planSchema,
  decide(state, command) {
    const draft = startDraft(evolve, state);
    const refused = decideCommand({ draft, at: command.at }, command);
    if (refused !== undefined) return refused;
    const end = draft.state.ended === undefined ? endOf(draft.state) : undefined;
    if (end !== undefined && draft.facts.length > 0) draft.record({ fact: 'plan_ended', at: command.at, end });
    return { facts: [...draft.facts], state: draft.state };
  },
  react: ({ before, facts, after }) => (isToGoOn(before, facts, after) ? [{ effect: { kind: 'advance_plan', plan: after.id } }] : []),
};

/** Asked for once: whoever goes on with it takes up all that there is by then. */
function isToGoOn(before: LoadedPlan | undefined, facts: readonly PlanFact[], after: LoadedPlan): boolean {
  const [told, isReady] = [before !== undefined && nextBatch(before) !== undefined, before !== undefined && pagesReady(before).length > 0];
  if (nextBatch(after) !== undefined && !told) return true;
  if (pagesReady(after).length > 0 && !isReady) return true;
  return !told && !isReady && facts.some(isHeardByOwner);
}

/** Its owner has begun nothing that would tell it: steps ended without beginning, or all of them have. */
function isHeardByOwner(fact: PlanFact): boolean {
  if (fact.fact === 'plan_ended') return true;
  return 'changes' in fact && fact.changes.some(({ moved }) => moved.some(({ from, to }) => from !== 'running' && isLost(to)));
}

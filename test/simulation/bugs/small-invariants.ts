import { leftInRest } from '#domain/clock/state.ts';
import { isDeepStrictEqual } from 'node:util';
import { sheetRows } from '#application/update-sheet.ts';
import type { RequestView } from '#application/read-request.ts';
import { holdsLease } from '#domain/deployment/state.ts';
import { isAuthor } from '#domain/people.ts';
import { begin, evolve, fold } from '#domain/request/evolve.ts';
import { questionRules } from '#domain/request/questions.ts';
import { isClosed, type RequestState } from '#domain/request/state.ts';
import { MINUTE } from '#domain/time.ts';
import { view } from '#test/support/application/requests.ts';
import { effectsOf, type World } from '#test/support/application/world.ts';
import type { Simulation } from '../scheduler.ts';

export class Broken extends Error {
  readonly invariant: string;
  constructor(invariant: string, detail: unknown) {
    super(`${invariant}: ${JSON.stringify(detail)}`);
    this.invariant = invariant;
  }
}

function hold(invariant: string, holds: boolean, detail: unknown): void {
  if (!holds) throw new Broken(invariant, detail);
}

/** What must be true of everything when the faults are over and all is quiet. */
export async function checkAtRest({ world, ids }: Simulation): Promise<void> {
  for (const id of ids) {
    const seen = await view(world, id);
    checkTimeline(seen);
    checkHistory(world, seen);
    await checkEffects(world, id, seen);
    hold('all is settled', isClosed(seen.document.state), { id, status: seen.document.status });
    const rows = sheetRows(seen.document.state, world.system.rules, `https://status/${id}`);
    for (const row of rows)
      hold('the sheet equals the store', isDeepStrictEqual(world.sheet.rows.get(row.key)?.cells, row.cells), { key: row.key });
    const mine = [...world.sheet.rows.keys()].filter((key) => key.startsWith(id)).length;
    hold('the sheet equals the store', mine === rows.length, { id, mine });
  }
  for (const { slug } of world.system.rules.backends) {
    const backend = await world.system.store.get({ collection: 'backends', id: slug });
    hold('all is settled', backend?.state.lease === undefined, { slug });
  }
  checkLaunches(world, await Promise.all(ids.map(async (id) => (await view(world, id)).document.state)));
}

function checkTimeline({ document, timeline }: RequestView): void {
  const versions = timeline.map(({ version }) => version);
  hold(
    'versions have no gap',
    isDeepStrictEqual(
      versions,
      versions.map((_, n) => n + 1),
    ),
    versions,
  );
  const folded: unknown = JSON.parse(JSON.stringify(fold(timeline)));
  hold('the state is the fold of the timeline', isDeepStrictEqual(folded, document.state), { id: document.id });
}

/** Goes through what happened, fact by fact, with the state as it was just before. */
function checkHistory(world: World, { timeline }: RequestView): void {
  let state: RequestState | undefined;
  for (const entry of timeline)
    for (const fact of entry.facts) {
      if (fact.fact === 'submitted') {
        state = begin(fact);
        continue;
      }
      if (state === undefined) continue;
      if (fact.fact === 'answered') checkAnswer(world, state, fact.question, fact.by);
      if (fact.fact === 'run_intended') checkStart(state, fact.step);
      if (fact.fact === 'job_approved') checkApproval(state, fact.step);
      if (fact.fact === 'clock_started' && fact.kind === 'review')
        hold('a clock is never reset', !state.clocks.some(({ kind, state: now }) => kind === 'review' && now !== 'stopped'), fact);
      if (fact.fact === 'clock_resumed') {
        const clock = state.clocks.find(({ id }) => id === fact.clock);
        const left = clock === undefined || clock.state === 'running' ? 0 : leftInRest(clock);
        hold('a clock is never reset', fact.dueAt === entry.at + left, fact);
      }
      if (fact.fact === 'returned' || fact.fact === 'queued')
        hold('an answer stops its clock', !state.clocks.some(({ kind, state: now }) => kind === 'review' && now === 'running'), fact);
      state = evolve(state, fact);
    }
  if (state?.status === 'approved') {
    const head = state.headSha;
    for (const job of state.jobs) hold('approved at the tested commit', job.state === 'approved' && job.approval.sha === head, job);
  }
}

function checkAnswer({ system }: World, state: RequestState, id: number, by: { kind: string; id?: string }): void {
  const question = state.questions.find((one) => one.id === id);
  hold('one decision for each question', question?.state === 'open', { id, question });
  if (question === undefined || by.kind === 'contributor') return;
  const person = system.rules.people.find((one) => one.id === by.id);
  const { asked } = questionRules[question.kind];
  hold('only the authorised decide', person !== undefined && !isAuthor(person, state.submission.contributor), { by });
  hold('only the authorised decide', person?.roles.includes('admin') === true || asked.includes('testers'), { by });
}

function checkStart(state: RequestState, step: string): void {
  const needs = state.jobs.find((job) => job.step === step)?.ask.needs ?? [];
  for (const need of needs) {
    const job = state.jobs.find((other) => other.step === need);
    const good = job?.state === 'approved' && job.approval.sha === state.headSha;
    hold('no migration before its audit passed at the same commit', good, { step, need, state: job?.state });
  }
}

function checkApproval(state: RequestState, step: string): void {
  const run = state.jobs.find((job) => job.step === step)?.runs.at(-1);
  hold('only a good run counts as passed', run?.state === 'done' && run.result.lines.stderr === 0 && run.result.exitCode === 0, run);
}

async function checkEffects(world: World, id: string, { timeline, mails }: RequestView): Promise<void> {
  const effects = await effectsOf(world, id);
  for (const { key, kind, state, open, errors, sweepAt } of effects) {
    const watched = (kind === 'check_gates' || kind === 'keep_clock') && state === 'waiting' && sweepAt > world.time.now - 5 * MINUTE;
    hold('every effect ends', !open || watched, { key, state });
    if (kind !== 'send_mail') continue;
    hold('no mail is lost', state === 'done', { key, state, errors });
    const entry = mails.find((mail) => mail.key === key);
    hold('every mail is in the ledger', entry !== undefined, { key });
    const sent = world.mailer.sent.filter(({ headers }) => headers?.['X-Rehearsal-Effect'] === key);
    hold('no mail is lost', entry?.state !== 'accepted' || sent.length > 0, { key });
    hold('the same mail has the same Message-ID', new Set(sent.map(({ messageId }) => messageId)).size <= 1, { key });
  }
  const promised = timeline.flatMap(({ facts }) => facts).filter(({ fact }) => fact === 'approved' || fact === 'rejected').length;
  const told = effects.filter(({ effect }) => effect.kind === 'send_mail' && ['approved', 'rejected'].includes(effect.template)).length;
  hold('every effect is in the outbox of its commit', told >= promised, { id, promised, told });
}

function checkLaunches({ executor, system }: World, states: RequestState[]): void {
  const known = states.flatMap(({ jobs }) => jobs.flatMap(({ runs }) => runs));
  for (const launched of executor.launches) {
    hold(
      'every launched run is adopted',
      known.some(({ id }) => id === launched),
      { launched },
    );
    hold('at most one live run for an attempt', executor.launches.filter((one) => one === launched).length === 1, { launched });
  }
  for (const { slug } of system.rules.backends) {
    const holders = states.filter(({ turn }) => holdsLease(turn) && turn.backend === slug);
    hold('two deployments never overlap', holders.length <= 1, { slug });
  }
}

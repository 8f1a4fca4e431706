import type { OperationRequest } from '#doors/contracts/operations.ts';
import { callOf } from '#infra/cli/client/call.ts';
import { START } from '#test/support/application/world.ts';
import { OPERATOR } from '../doors.ts';
import type { Answered } from '../outside/http.ts';
import type { Town } from '../town.ts';

const MINUTE = 60_000;

/** Those around: who moves a cutoff, who sorts the sheet, who looks at pages, who tries at the operators' door. */
export function startOfficeWorkers(town: Town): void {
  const dice = town.dice.fork('office workers');
  const { plan, clockwork } = town;
  const { cutAfter, cutMoves } = plan.settings;
  if (cutAfter !== undefined && cutMoves !== 0)
    clockwork.at(START + Math.floor(cutAfter * (dice.chance(0.7) ? 0.5 : 1.2)), () => moveCutoff(town));
  if (plan.calmAfter === 0) return;
  for (let n = dice.below(3); n > 0; n -= 1)
    clockwork.after(dice.below(plan.calmAfter), () => look(town, dice.pick(['/board', '/requests/new', '/status'])));
  if (plan.on.vandal) {
    clockwork.after(dice.below(plan.calmAfter), () => spoil(town));
    clockwork.after(plan.calmAfter + 90 * MINUTE, () => reconcile(town));
    clockwork.after(dice.below(plan.calmAfter), () => reconcile(town));
  }
  if (plan.on.misuse && dice.chance(0.2))
    clockwork.after(dice.below(plan.calmAfter), () =>
      operates(town, { operation: 'intake_close', why: 'a guess' }, () => undefined, 'Bearer a guess'),
    );
  if (dice.chance(0.1)) closesIntake(town, dice.below(30) * MINUTE);
  pausesBackend(town);
}

/** C6. */
function moveCutoff(town: Town): void {
  const { rules } = town.world.system;
  const by = town.plan.settings.cutMoves;
  const now = town.clockwork.time.now;
  const moved = rules.releases.map((row) => (row.name === '3.4.1' ? { ...row, hardCutoff: Math.max(row.hardCutoff + by, START) } : row));
  const over = rules.releases.some(({ name, hardCutoff }) => name === '3.4.1' && hardCutoff <= now);
  rules.releases = moved;
  town.seen(over ? 'a cutoff was moved after it had been enforced' : 'a cutoff was moved before its time');
}

/** Somebody deletes a row, or types over what is not theirs. */
function spoil(town: Town): void {
  const { rows } = town.sheet;
  const key = town.dice.anyOf([...rows.keys()]);
  const row = rows.get(key ?? '');
  if (key === undefined || row === undefined) return;
  if (town.dice.chance(0.5)) {
    rows.delete(key);
    town.sheet.deleted.add(key);
  } else rows.set(key, { ...row, cells: { ...row.cells, state: 'looks good to me' } });
  town.seen('somebody spoilt the sheet');
}

/** N4: every night; here by its own call until it was heard. */
export function reconcile(town: Town): void {
  town.network.call(
    'reconcile',
    () => town.ask('reconcile', { method: 'POST', url: '/' }),
    (answer) => {
      if (answer?.status !== 200) return town.clockwork.after(20 * MINUTE, () => reconcile(town));
      if (/"(missing|edited)":\[[^\]]/.test(answer.body)) town.seen('a spoilt sheet was put right');
    },
  );
}

export function look(town: Town, path: string): void {
  const id = town.dice.anyOf([...town.watchedRequests().keys()]);
  const url = path === '/status' && id !== undefined ? new URL(town.links.statusUrl(id)).pathname : path;
  town.network.call(
    'look at a page',
    () => town.ask('pages', { method: 'GET', url }),
    () => undefined,
    true,
  );
}

/** I15: for a while nothing is taken; senders come again. */
function closesIntake(town: Town, after: number): void {
  const opens = (): void =>
    operates(town, { operation: 'intake_open' }, (answer) => (answer?.status === 200 ? undefined : town.clockwork.after(MINUTE, opens)));
  town.clockwork.after(after, () =>
    operates(town, { operation: 'intake_close', why: 'the office moves' }, (answer) => {
      if (answer?.status === 200) town.seen('intake was closed for a while');
      town.clockwork.after(20 * MINUTE, opens);
    }),
  );
}

/** B2: somebody works on a backend's machine for a while. A stream of its own: it moves nothing else. */
function pausesBackend(town: Town): void {
  const dice = town.dice.fork('pauses');
  if (!dice.chance(0.25)) return;
  const backend = dice.pick(['local', 'local', 'backup']);
  const resumes = (): void =>
    operates(town, { operation: 'backend_resume', backend }, (answer) =>
      answer?.status === 200 ? undefined : town.clockwork.after(MINUTE, resumes),
    );
  town.clockwork.after(dice.below(90) * MINUTE, () =>
    operates(town, { operation: 'backend_pause', backend, why: 'another disk' }, (answer) => {
      if (answer?.status === 200) town.seen('a backend was paused for a while');
      town.clockwork.after(dice.between(5, 60) * MINUTE, resumes);
    }),
  );
}

export function operates(
  town: Town,
  asked: OperationRequest,
  over: (answer: Answered | undefined) => void,
  authorization = OPERATOR,
): void {
  const { method, path, body } = callOf(asked);
  const headers = { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  town.network.call(
    `operate ${asked.operation}`,
    () => town.ask('operate', { method, url: path, headers, ...(body === undefined ? {} : { body }) }),
    (answer) => {
      if (answer?.status === 401) town.seen('somebody without the token of an operator was turned away');
      over(answer);
    },
    authorization !== OPERATOR,
  );
}

import type { Dice } from '../engine/dice.ts';
import type { Answered } from '../outside/http.ts';
import { ACTIONS, STUDY } from '../outside/study.ts';
import type { Town } from '../town.ts';
import { operates } from './office-workers.ts';

const MINUTE = 60_000;
const WORKSPACES = ['asthma', 'copd'] as const;

/** K2, O5. Those who ask for runs of a study, push to it meanwhile, and cancel some of what they asked for. */
export function startResearchers(town: Town): void {
  const { plan, clockwork } = town;
  const backend = plan.settings.pipelines;
  if (backend === undefined) return;
  const dice = town.dice.fork('researchers');
  for (const workspace of WORKSPACES) makeWorkspace(town, workspace);
  if (plan.calmAfter === 0) return;
  const within = Math.max(plan.calmAfter, 40 * MINUTE);
  // Twice in one workspace, most of the time while the first goes on; and once beside it.
  const first = MINUTE + dice.below(within / 2);
  const asks = [
    [WORKSPACES[0], first],
    [WORKSPACES[0], first + dice.below(30 * MINUTE)],
    [dice.pick(WORKSPACES), MINUTE + dice.below(within)],
  ] as const;
  for (const [workspace, when] of asks.slice(0, dice.between(1, 4))) {
    const actions: string[] = dice.chance(0.6) ? ['run_all'] : [dice.pick(ACTIONS), dice.pick(ACTIONS)];
    const ask: Ask = { operation: 'run_add', workspace, backend, actions: [...new Set(actions)], force: dice.chance(0.3) };
    clockwork.after(when, () => asksFor(town, ask, dice));
    if (dice.chance(0.5)) clockwork.after(when + dice.between(1, 25) * MINUTE, () => cancels(town, dice));
  }
  if (dice.chance(0.4)) clockwork.after(dice.below(within), () => town.study.push());
}

function makeWorkspace(town: Town, workspace: string): void {
  const repository = `${STUDY.owner}/${STUDY.repository}`;
  const asked = { operation: 'workspace_add', workspace, repository, branch: 'main', purpose: 'a study', people: [] as string[] } as const;
  operates(town, asked, (answer) => {
    // That it is there already is what the lost answer said.
    if (answer?.status !== 200 && answer?.status !== 201 && answer?.status !== 409)
      town.clockwork.after(MINUTE, () => makeWorkspace(town, workspace));
  });
}

type Ask = Extract<Parameters<typeof operates>[1], { operation: 'run_add' }>;

/** Until they hear what came of it: that there is nothing to do is an answer, too. */
export function asksFor(town: Town, ask: Ask, dice: Dice): void {
  operates(town, ask, (answer) => {
    if (isAnswer(answer)) return noticed(town, answer);
    town.clockwork.after(dice.between(1, 6) * MINUTE, () => asksFor(town, ask, dice));
  });
}

function isAnswer(answer: Answered | undefined): answer is Answered {
  return (
    answer !== undefined &&
    (answer.status === 200 || answer.status === 201 || (answer.status === 409 && !answer.body.includes('cannot be')))
  );
}

function noticed(town: Town, { body }: Answered): void {
  if (/"joined":[1-9]/.test(body)) town.seen('an action joined one of another run');
  if (/"taken":[1-9]/.test(body)) town.seen('an action was not run again, since it had succeeded');
  if (body.includes('"run":"none"')) town.seen('a run was asked for in which there was nothing to do');
}

/** All of a run, or one action of it, while it goes on; and often the same is asked for again at once. */
function cancels(town: Town, dice: Dice): void {
  const run = dice.anyOf([...town.pipelines.runs.values()].filter(({ open }) => open))?.state;
  const actions = dice.chance(0.5) ? [dice.pick(ACTIONS)] : undefined;
  const [isAskedAgain, after] = [dice.chance(0.6), dice.between(1, 20) * 1_000];
  if (run === undefined) return;
  const { workspace, backend, requested } = run;
  const again: Ask = { operation: 'run_add', workspace, backend, actions: [...requested], force: true };
  cancel(town, { operation: 'run_cancel', run: run.id, ...(actions === undefined ? {} : { actions }) }, () => {
    if (isAskedAgain) town.clockwork.after(after, () => asksFor(town, again, dice));
  });
}

type Cancel = Extract<Parameters<typeof operates>[1], { operation: 'run_cancel' }>;

export function cancel(town: Town, asked: Cancel, done: () => void): void {
  operates(town, asked, (answer) => {
    if (answer?.status === 200) {
      town.seen(asked.actions === undefined ? 'a run was cancelled by somebody' : 'an action was cancelled');
      done();
      // 404: the run has no such action. 409: it is over.
    } else if (answer?.status !== 404 && answer?.status !== 409) town.clockwork.after(2 * MINUTE, () => cancel(town, asked, done));
  });
}

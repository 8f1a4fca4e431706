import { isToStop, nextOf, nextOfNothing, type Heard, type Next } from '#contexts/operations/domain/next.ts';
import { pollDelay } from '#contexts/operations/domain/schedule.ts';
import type { Saying } from '#contexts/operations/domain/sayings.ts';
import { followOperation, startOperation } from '#contexts/operations/app/follow.ts';
import { isResult, type DriveResult, type DrivenOwners, type DriveWork, type Owned } from '#contexts/operations/app/owned.ts';
import { ownerOf } from '#contexts/operations/domain/owner.ts';
import { logged } from '#kernel/app/perform.ts';
import { patience } from '#kernel/outbox.ts';
import type { Kernel } from '#kernel/system.ts';
import type { End, Executor, Operation } from '#contexts/operations/ports/executor.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';

/** What the driver works with, whoever owns what it drives. */
export interface Driving {
  system: Pick<Kernel, 'log' | 'timeScale'>;
  outputs: Pick<OutputStore, 'purge'>;
  owners: DrivenOwners;
}

/** One operation that is driven now. */
interface At {
  system: Driving['system'];
  work: DriveWork;
  op: Owned;
  executor: Executor<Operation, End>;
}

const done: DriveResult = { result: 'done' };

/**
 * R3, R5, R10: launches what was intended, asks how it is, asks to stop what is cancelling, gives up on what has been silent for too long, and forgets what
 * it wrote. It knows neither requests nor any other owner: an owner finds the operation, and says what its news mean.
 */
export function driveOperation({ system, outputs, owners }: Driving): (work: DriveWork) => Promise<DriveResult> {
  return async (work) => {
    const { subject, effect } = work;
    const owner = ownerOf(owners, subject);
    if (effect.phase === 'forget') {
      await outputs.purge(owner.keptAs(subject, effect.operation));
      return done;
    }
    const found = await owner.find(work);
    return isResult(found) ? found : carriedOut({ system, work, op: found }, phases[effect.phase]);
  };
}

function carriedOut({ system, work, op }: Omit<At, 'executor'>, act: (at: At) => Promise<DriveResult>): Promise<DriveResult> {
  const { executor } = op;
  return executor === undefined
    ? Promise.resolve({ result: 'failed', message: op.nobody, permanent: true })
    : act({ system, work, op, executor });
}

const phases: { readonly [P in Exclude<DriveWork['effect']['phase'], 'forget'>]: (at: At) => Promise<DriveResult> } = {
  launch,
  poll: follow,
  watch,
  cancel,
};

async function launch(at: At): Promise<DriveResult> {
  const { op, work } = at;
  if (op.standing.state !== 'pending') return op.asksOn ? follow(at) : done;
  // A cancel that came before the launch: nothing may start any more. What an earlier attempt may have started, the cancel's own effect sees to.
  if (op.standing.cancelling !== undefined) return work.attempt > 1 ? done : say(at, op.says.cancelled(), 'cancelled');
  return begin(at);
}

async function begin(at: At): Promise<DriveResult> {
  const begun = await at.op.begin();
  if (isResult(begun)) return begun;
  return carriedOut({ ...at, op: begun }, async (now) => settle(now, await startOperation(followedOf(now))));
}

async function follow(at: At): Promise<DriveResult> {
  return settle(at, await followOperation(followedOf(at), isToStop(at.op.standing)));
}

/** Nothing was heard of it in time. What is judged might still run where nobody sees it, and is asked to stop. */
async function watch(at: At): Promise<DriveResult> {
  const { executor, op } = at;
  if (!op.standing.isJudged) return launch(at);
  // That it cannot be reached changes nothing.
  if (executor.look !== undefined) await executor.stop(op.order).catch(() => undefined);
  return lose(at, 'it did not report within its time limit');
}

/** R10, second phase: goes on asking until the executor confirms. */
async function cancel(at: At): Promise<DriveResult> {
  const { executor, op, system } = at;
  const stopped = await executor.stop(op.order);
  if (stopped === 'never_started') return act(at, { next: 'confirm_cancel' });
  if (stopped === 'not_there')
    return act(
      at,
      nextOfNothing(op.standing, (time) => patience(system, time)),
    );
  return settle(at, await followOperation(followedOf(at), false));
}

function followedOf({ system: { log }, executor, op: { order } }: At) {
  return { log, executor, order };
}

function settle(at: At, heard: Heard<End>): Promise<DriveResult> {
  return act(
    at,
    nextOf(at.op.standing, heard, (time) => patience(at.system, time)),
  );
}

async function act(at: At, next: Next<End>): Promise<DriveResult> {
  const { op, executor } = at;
  switch (next.next) {
    case 'nothing':
      return done;
    case 'adopt': {
      const adopted = say(at, op.says.adopted?.(), 'adopted');
      return op.asksOn && executor.look !== undefined ? { ...adopted, result: 'again', after: pollDelay(0) } : adopted;
    }
    case 'ask':
      return { ...say(at, next.begun ? op.says.atWork?.() : undefined, 'start'), result: 'again', after: next.after };
    case 'start':
      return begin(at);
    case 'end':
      return say(at, op.says.ended(await op.keep(next.end)), 'end');
    case 'refuse':
      return say(at, op.says.refused(next.why), 'refused');
    case 'lose':
      return lose(at, next.why);
    case 'confirm_cancel':
      return say(at, op.says.cancelled(), 'cancelled');
  }
}

/** R4: the alarm of a run that is given up. */
function lose(at: At, why: string): DriveResult {
  const { system, work, op } = at;
  if (op.standing.isJudged) system.log('ERROR', 'run lost', { run: op.order.id, ...logged(work.subject) });
  return say(at, op.says.lost(why), 'lose');
}

/** The effect is done, and says this. `part` tells it from what else the effect says. */
function say({ op: { by }, work: { key } }: At, said: Saying | undefined, part: string): Extract<DriveResult, { result: 'done' }> {
  return { result: 'done', ...(said === undefined ? {} : { command: (at) => ({ ...said, id: `${key}:${part}`, at, by }) }) };
}

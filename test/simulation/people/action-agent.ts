import type { AgentTask, AgentUpdate } from '#contexts/operations/agent.ts';
import type { Dice } from '../engine/dice.ts';
import type { Answered } from '../outside/http.ts';
import { ACTIONS } from '../outside/study.ts';
import type { Town } from '../town.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

type ActionBody = Extract<AgentTask['body'], { kind: 'action' }>;

/** An attempt in the hands of our agent. */
interface Held {
  id: string;
  fencing: number;
  body: ActionBody;
  /** `told`: it says that it begins, and waits for the answer. `over`: its end was heard, or nobody wants to hear of it. */
  state: 'told' | 'working' | 'ending' | 'over';
  end: AgentUpdate;
  /** What was to be done once its end was heard. */
  afterwards: (() => void)[];
}

/** K2, R10. What our agent does with actions: each begins once the server has heard of it, and is stopped before that is confirmed. */
export interface ActionAgent {
  take(tasks: readonly AgentTask[]): void;
  /** Its machine is off, or its line is cut. */
  isAway(): boolean;
  /** It holds something, so it goes on asking. */
  isBusy(): boolean;
  /** Everything that ran is gone; the agent knows from its journal what that was. */
  reboot(): void;
}

interface Agent {
  town: Town;
  backend: string;
  dice: Dice;
  held: Map<string, Held>;
  cancels: Set<string>;
  awayUntil: number;
  /** This one is lost each time. */
  cursed: string | undefined;
}

export function isOfAction({ body, id }: AgentTask): boolean {
  return body.kind === 'action' || (body.kind === 'cancel' && id === `${body.target}-cancel`);
}

export function createActionAgent(town: Town, backend: string): ActionAgent {
  const { clockwork, plan } = town;
  const dice = town.dice.fork('actions');
  const agent: Agent = { town, backend, dice, held: new Map(), cancels: new Set(), awayUntil: 0, cursed: cursedOf(town) };
  if (plan.calmAfter > 0 && dice.chance(0.3)) clockwork.after(dice.below(plan.calmAfter), () => cutLine(agent));
  return {
    take: (tasks) => tasks.forEach((task) => take(agent, task)),
    isAway: () => isAway(agent),
    isBusy: () => agent.cancels.size > 0 || [...agent.held.values()].some(({ state }) => state !== 'over'),
    reboot() {
      agent.awayUntil = clockwork.time.now + agent.dice.between(1, 5) * MINUTE;
      for (const one of agent.held.values()) if (one.state !== 'over') ends(agent, one, ended(clockwork.time.now, 'worker_lost'));
    },
  };
}

function cursedOf({ dice, plan }: Town): string | undefined {
  const own = dice.fork('curse');
  return plan.on.bad_run && own.chance(0.2) ? own.pick(ACTIONS) : undefined;
}

function isAway({ town, awayUntil }: Agent): boolean {
  return town.clockwork.time.now < awayUntil;
}

/** For longer than it is waited for, at times. What it runs goes on. */
function cutLine(agent: Agent): void {
  const { town, dice } = agent;
  if ([...agent.held.values()].some(({ state }) => state === 'working')) town.seen('an agent at work was not heard for a while');
  agent.awayUntil = town.clockwork.time.now + dice.between(2, 40) * MINUTE;
}

function take(agent: Agent, { id, fencing, body }: AgentTask): void {
  const { held, town } = agent;
  if (body.kind === 'cancel') return takeCancel(agent, id, fencing, body.target);
  if (body.kind !== 'action' || held.has(id)) return;
  const one: Held = { id, fencing, body, state: 'told', end: ended(town.clockwork.time.now, 'cancelled'), afterwards: [] };
  held.set(id, one);
  begin(agent, one);
}

/** Some say that it has started, and others at once what they are doing. */
function begin(agent: Agent, one: Held): void {
  const { town, dice, backend } = agent;
  if (one.state !== 'told') return;
  const first: AgentUpdate = dice.chance(0.6) ? { kind: 'started' } : { kind: 'stage', stage: 'preparing', at: 0 };
  says(agent, one, first, (answer) => {
    if (one.state !== 'told') return;
    if (answer.body.includes('"cancel":true')) return ends(agent, one, ended(town.clockwork.time.now, 'cancelled'));
    one.state = 'working';
    const { workspace, action } = one.body;
    town.machine.begins({ attempt: one.id, backend, key: `${workspace}/${action}` });
    says(agent, one, { kind: 'stage', stage: 'executing', at: 0 }, (heard) => {
      if (heard.body.includes('"cancel":true')) ends(agent, one, ended(town.clockwork.time.now, 'cancelled'));
    });
    town.clockwork.after(lasts(agent), () => ends(agent, one, ending(agent, one)));
  });
}

/** Now and then it hangs, for longer than anything may take. */
function lasts({ town, dice }: Agent): number {
  const hangs = town.weather.has('bad_run') && dice.chance(0.04);
  return hangs ? 12 * 60 * MINUTE : dice.between(20, town.weather.calm ? 300 : 1_200) * SECOND;
}

/** It is over on the machine at once, and told until that is heard. */
function ends(agent: Agent, one: Held, end: AgentUpdate): void {
  const { town } = agent;
  if (one.state !== 'told' && one.state !== 'working') return;
  town.machine.ends(one.id, isGood(end), town.clockwork.time.now);
  one.state = 'ending';
  one.end = end;
  says(agent, one, end, () => over(one));
  // Of a bad line: the same once more, and by then another attempt may be at work.
  if (town.weather.has('misuse') && agent.dice.chance(0.3)) says(agent, one, end, () => undefined, agent.dice.between(1, 20) * MINUTE);
}

function over(one: Held): void {
  one.state = 'over';
  for (const next of one.afterwards.splice(0)) next();
}

function takeCancel(agent: Agent, id: string, fencing: number, target: string): void {
  const { town, cancels, held } = agent;
  if (cancels.has(id)) return;
  cancels.add(id);
  const one = held.get(target);
  const confirm = (): void => says(agent, { id, fencing }, ended(town.clockwork.time.now, 'cancelled'), () => void cancels.delete(id));
  if (one === undefined || one.state === 'over') return confirm();
  one.afterwards.push(confirm);
  // Some take their time to die.
  town.clockwork.after(agent.dice.between(1, 150) * SECOND, () => ends(agent, one, ended(town.clockwork.time.now, 'cancelled')));
}

/** Said until it is heard. What nobody wants to hear of any more is stopped and forgotten. */
function says(
  agent: Agent,
  { id, fencing }: Pick<Held, 'id' | 'fencing'>,
  update: AgentUpdate,
  heard: (answer: Answered) => void,
  delay = SECOND,
): void {
  const { town, backend } = agent;
  const again = (after: number): void => town.clockwork.after(after, () => says(agent, { id, fencing }, update, heard, after));
  const url = `/agent/v1/${backend}/tasks/${id}`;
  const headers = { authorization: `Bearer ${backend}`, 'content-type': 'application/json' };
  const asked = { method: 'POST' as const, url, headers, body: JSON.stringify({ fencing, update }) };
  town.clockwork.after(delay, () => {
    if (isAway(agent)) return again(agent.awayUntil - town.clockwork.time.now + SECOND);
    town.network.call(
      `agent ${backend} says ${update.kind} of ${id}`,
      () => town.ask('agent', asked),
      (answer) => {
        if (answer === undefined || answer.status >= 500) return again(20 * SECOND);
        if (answer.status === 200) heard(answer);
        else forget(agent, id);
      },
    );
  });
}

/** Nobody wants to hear of it: it is stopped. */
function forget({ town, held, cancels }: Agent, id: string): void {
  cancels.delete(id);
  town.machine.ends(id, false, town.clockwork.time.now);
  const one = held.get(id);
  if (one !== undefined) over(one);
}

function ended(now: number, cause: 'cancelled' | 'worker_lost'): AgentUpdate {
  return { kind: 'finished', exitCode: null, cause, chunks: { stdout: 0, stderr: 0 }, startedAt: now, finishedAt: now };
}

/** What it comes to by itself. */
function ending({ town, dice, cursed }: Agent, { body }: Held): AgentUpdate {
  const at = town.clockwork.time.now;
  const isBad = town.weather.has('bad_run');
  const pattern = body.outputs[0]?.pattern ?? '';
  const [exitCode, isMissing, isLost] = [isBad && dice.chance(0.12) ? 3 : 0, isBad && dice.chance(0.08), isBad && dice.chance(0.2)];
  if (isLost || body.action === cursed) return ended(at, 'worker_lost');
  const outputs = { matched: isMissing ? [] : [{ pattern, files: 1 }], unmatched: isMissing ? [pattern] : [], notFiles: 0 };
  const common = { kind: 'finished', cause: 'exited', chunks: { stdout: 0, stderr: 0 }, startedAt: at, finishedAt: at } as const;
  return { ...common, exitCode, result: { runtime: 'none', ...(exitCode === 0 ? { outputs } : {}) } };
}

function isGood(end: AgentUpdate): boolean {
  return end.kind === 'finished' && end.cause === 'exited' && end.exitCode === 0 && end.result?.outputs?.unmatched.length === 0;
}

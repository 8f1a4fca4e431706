import type { Situation } from '../situation-names.ts';
import type { Clockwork, Life } from './clockwork.ts';
import type { Dice } from './dice.ts';
import type { Record } from './record.ts';
import type { FaultKind, Weather } from './weather.ts';

/** What befalls one call to a port. */
export type CallFault = 'none' | Extract<FaultKind, 'throw' | 'lost' | 'refuse' | 'late' | 'run_twice' | 'crash_before' | 'crash_after'>;

export interface Siege {
  clockwork: Clockwork;
  record: Record;
  weather: Weather;
  dice: Dice;
  /** Decides in place of the dice: for a test that goes through all faults of all calls. */
  decide?: ((life: Life, call: string) => CallFault | undefined) | undefined;
  /** So long this call waits, whatever the dice say: to come at an instant that matters. */
  brink?: (life: Life, call: string, now: number) => number | undefined;
  seen(what: Situation): void;
}

const callFaults = ['throw', 'lost', 'refuse', 'late', 'run_twice', 'crash_before', 'crash_after'] as const;
const MINUTE = 60_000;

/** The turn of one call: others go first, its process may sleep, and its fault is drawn. */
export async function turnOf(siege: Siege, life: Life, call: string): Promise<CallFault> {
  const { clockwork, dice, weather, record } = siege;
  const stalls = weather.has('stall') && dice.chance(weather.plan.stall);
  const brink = siege.brink?.(life, call, clockwork.time.now);
  const pause = brink ?? (stalls ? dice.between(MINUTE / 2, 9 * MINUTE) : weather.calm ? 1 + dice.below(20) : 1 + dice.below(300));
  if (stalls) {
    siege.seen('a process slept in the middle of its work');
    life.sleeps?.(clockwork.time.now + pause);
  }
  await clockwork.pause(life, pause);
  const fault = insideOf(life, siege.decide?.(life, call) ?? drawn(siege));
  record.line(`${clockwork.time.now} ${life.id} ${call}${fault === 'none' ? '' : ` ${fault}`}`);
  return fault;
}

/** In the middle of another call's work nobody can die without it: there the call fails. */
function insideOf({ inside }: Life, fault: CallFault): CallFault {
  return inside > 0 && (fault === 'crash_before' || fault === 'crash_after') ? 'throw' : fault;
}

function drawn({ dice, weather }: Siege): CallFault {
  const [whether, which] = [dice.next(), dice.below(callFaults.length)];
  if (weather.calm || whether >= weather.plan.rate) return 'none';
  const fault = callFaults[which] ?? 'throw';
  return weather.has(fault) ? fault : 'none';
}

/** This incarnation ends here; nobody hears of it. */
export function dies(life: Life): Promise<never> {
  life.die();
  return new Promise<never>(() => undefined);
}

/** How a port says no, and how it says that it does not know; without an entry it throws. */
export interface Manners {
  /** By method. */
  refusals?: { [method: string]: () => unknown };
  /** In place of an error, for ports that never throw. */
  unreachable?: () => unknown;
  unknown?: () => unknown;
  /** Carried out in their order or not at all: nothing comes late. */
  inOrder?: true;
}

/** A port whose every method meets the faults. Called from outside of any incarnation, it is the port itself. */
export function besieged<T extends object>(siege: Siege, name: string, port: T, manners: Manners = {}): T {
  return new Proxy(port, {
    get(target, method) {
      const value: unknown = Reflect.get(target, method);
      if (typeof value !== 'function' || typeof method !== 'string') return value;
      const act = (...given: unknown[]): Promise<unknown> => Promise.resolve(Reflect.apply(value, target, given));
      return async (...given: unknown[]): Promise<unknown> => {
        const life = siege.clockwork.current();
        if (life === undefined) return act(...given);
        return callPort(
          siege,
          life,
          `${name}.${method}`,
          () => siege.clockwork.busy(() => act(...given)),
          manners.refusals?.[method],
          manners,
        );
      };
    },
  });
}

async function callPort(
  siege: Siege,
  life: Life,
  call: string,
  act: () => Promise<unknown>,
  refusal: (() => unknown) | undefined,
  { unreachable, unknown, inOrder }: Manners,
): Promise<unknown> {
  const fault = await turnOf(siege, life, call);
  const port = call.split('.', 1)[0] ?? call;
  switch (fault) {
    case 'throw':
      return fails(`${port} cannot be reached`, unreachable);
    case 'refuse':
      return refusal === undefined ? fails(`${port} refuses for now`, unreachable) : refusal();
    case 'late':
      if (inOrder === true) return fails(`${port} did not answer in time`, unreachable);
      // It was heard after all, when nobody listened for the answer any more.
      siege.clockwork.after(1_000 + siege.dice.below(4 * MINUTE), () => void act().catch(() => undefined));
      siege.seen('a call was carried out after its caller had given up');
      return fails(`${port} did not answer in time`, unknown);
    case 'crash_before':
      return dies(life);
    case 'none':
    case 'run_twice':
    case 'lost':
    case 'crash_after': {
      const value = await act();
      if (fault === 'lost') return fails(`the answer of ${port} was lost`, unknown);
      if (fault !== 'crash_after') return value;
      const between = betweens[call];
      if (between !== undefined) siege.seen(between);
      return dies(life);
    }
  }
}

/** What is done outside and not yet on the record. */
const betweens: { [call: string]: Situation } = {
  'provider.start': 'a process died between launching a run and recording it',
  'mailer.deliver': 'a process died between sending a mail and its ledger',
  'sheet.upsertRows': 'a process died between writing the sheet and saying so',
  'queue.enqueue': 'a process died between enqueueing a task and saying so',
  'host.makeTestRef': 'a process died between making a test ref and recording it',
  'builder.start': 'a process died between starting a step and recording it',
};

function fails(message: string, instead: (() => unknown) | undefined): unknown {
  if (instead !== undefined) return instead();
  throw new Error(message);
}

import type { OutboxEntry } from '#kernel/effect.ts';
import type { Subject } from '#kernel/subject.ts';
import type { Instant } from '#kernel/time.ts';

export interface Commanded {
  at: Instant;
  command: string;
  on: Subject;
  version: number;
  who: string;
}

export type Asked = Pick<
  OutboxEntry,
  | 'key'
  | 'kind'
  | 'subject'
  | 'version'
  | 'state'
  | 'createdAt'
  | 'dueAt'
  | 'begunAt'
  | 'finishedAt'
  | 'dispatches'
  | 'attempts'
  | 'errors'
  | 'replays'
>;

export interface TraceSeen {
  commands: Commanded[];
  effects: Asked[];
  /** There was no more than was read. */
  isWhole: boolean;
}

/** One row of a trace: a command, or an effect below the command that asked for it. */
export type TraceStep = { step: 'command'; command: Commanded } | { step: 'effect'; effect: Asked; times: EffectTimes; isBelow: boolean };

/** Each from one instant to another; what has not been is left out. */
export interface EffectTimes {
  /** From when it was asked for until it was due. */
  rested?: Span;
  /** After it was due, until its last attempt took it up. */
  waited?: Span;
  /** The last attempt. */
  worked?: Span;
  /** When earlier attempts had failed; the last ten are known. */
  failed: readonly Instant[];
}

interface Span {
  from: Instant;
  to: Instant;
}

/** Commands in order of time, each with what it asked for; then what no command of these asked for. */
export function traceSteps({ commands, effects }: TraceSeen, now: Instant): TraceStep[] {
  const left = new Set(effects);
  const found: TraceStep[] = [];
  for (const command of commands) {
    found.push({ step: 'command', command });
    for (const effect of effects.filter((one) => left.has(one) && isOf(one, command))) {
      left.delete(effect);
      found.push({ step: 'effect', effect, times: timesOf(effect, now), isBelow: true });
    }
  }
  const loose = [...left].map((effect): TraceStep => ({ step: 'effect', effect, times: timesOf(effect, now), isBelow: false }));
  return [...found, ...loose];
}

function isOf({ subject, version }: Asked, { on, version: asking }: Commanded): boolean {
  return version === asking && subject.kind === on.kind && subject.id === on.id;
}

export function timesOf({ createdAt, dueAt, begunAt, finishedAt, state, errors }: Asked, now: Instant): EffectTimes {
  const ended = finishedAt ?? now;
  const begun = begunAt !== undefined && begunAt >= dueAt ? begunAt : undefined;
  const isAtWork = state === 'leased' || finishedAt !== undefined;
  return {
    ...spanned('rested', createdAt, Math.min(dueAt, ended)),
    ...spanned('waited', dueAt, isAtWork ? (begun ?? dueAt) : ended),
    ...(begun === undefined || !isAtWork ? {} : { worked: { from: begun, to: Math.max(begun, ended) } }),
    failed: errors.map(({ at }) => at),
  };
}

function spanned<N extends string>(name: N, from: Instant, to: Instant): Partial<Record<N, Span>> {
  return to > from ? ({ [name]: { from, to } } as Record<N, Span>) : {};
}

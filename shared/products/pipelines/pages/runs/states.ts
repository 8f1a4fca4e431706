import type { StepState } from '#contexts/plans/domain/step.ts';
import type { ShownAction } from '#products/pipelines/domain/shown/run.ts';
import type { RunState } from '#products/pipelines/domain/run/state.ts';
import { tag, type Tone } from '#html/elements.ts';
import type { Html } from '#html/markup.ts';
import type { Ink } from '#html/pictures/frame.ts';

/** How something stands: the word says it, sign and colour only help. */
export interface Look {
  word: string;
  sign: string;
  tone: Tone;
  ink: Ink;
}

export const stateLooks: Readonly<Record<StepState, Look>> = {
  waiting: { word: 'waits for others', sign: '…', tone: 'plain', ink: 'idle' },
  ready: { word: 'may start', sign: '○', tone: 'plain', ink: 'idle' },
  running: { word: 'under way', sign: '▸', tone: 'wait', ink: 'drawn' },
  succeeded: { word: 'succeeded', sign: '✓', tone: 'good', ink: 'good' },
  skipped: { word: 'skipped', sign: '–', tone: 'good', ink: 'good' },
  failed: { word: 'failed', sign: '✗', tone: 'bad', ink: 'bad' },
  cancelled: { word: 'cancelled', sign: '⊘', tone: 'plain', ink: 'wait' },
  dependency_failed: { word: 'did not run', sign: '⊘', tone: 'bad', ink: 'wait' },
};

const queued: Look = { word: 'waits for its turn', sign: '○', tone: 'wait', ink: 'idle' };
const taken: Look = { word: 'taken from before', sign: '✓', tone: 'good', ink: 'good' };

/** Of an action of a run: its step, and its job where it has one by now. */
export function lookOf({ step, job }: Pick<ShownAction, 'step' | 'job'>): Look {
  if (step.reused === true) return taken;
  return step.state === 'running' && job?.state === 'waiting' ? queued : stateLooks[step.state];
}

export function lookTag({ word, tone }: Look): Html {
  return tag(word, tone);
}

const runTones = { succeeded: 'good', failed: 'bad', cancelled: 'plain' } as const;

export function runTag({ ended, cancelled }: Pick<RunState, 'ended' | 'cancelled'>): Html {
  if (ended !== undefined) return tag(ended.end, runTones[ended.end]);
  return cancelled === undefined ? tag('under way', 'wait') : tag('being cancelled', 'wait');
}

import type { Base } from '#contexts/gates/domain/pull-request/base.ts';
import type { Gate } from '#contexts/gates/domain/gates.ts';
import { each } from '#contexts/gates/domain/hindrances.ts';
import { allGates, begin, does, effects, SHA, type Story } from '#test/support/given-request.ts';

export const develop: Base = { ref: 'develop', sha: 'd'.repeat(40) };

export function silent(...names: string[]): Gate {
  return { gate: 'reviewers', state: 'pending', why: 'They review.', hindrances: each('review', names) };
}

export function red(...names: string[]): Gate {
  return { gate: 'checks', state: 'failed', why: 'Not green.', hindrances: each('red', names) };
}

/** All gates pass but these. */
export function look(story: Story, over: readonly Gate[] = [], { headSha = story.state.headSha ?? SHA, base = develop } = {}): void {
  const gates = allGates().map((gate) => over.find((one) => one.gate === gate.gate) ?? gate);
  does(story, { command: 'record_gates', headSha, base, gates });
}

/** Looked at for the first time; without anything, one reviewer is silent. */
export function hanging(...over: Gate[]): Story {
  const story = begin();
  look(story, over.length > 0 ? over : [silent('lee')]);
  return story;
}

/** All gates passed. */
export function passing(): Story {
  const story = begin();
  look(story);
  return story;
}

/** What the effect that wakes does. */
export function wakes(story: Story): void {
  if (effects(story, 'keep_clock').some((effect) => 'hanging' in effect)) does(story, { command: 'call_admins' });
}

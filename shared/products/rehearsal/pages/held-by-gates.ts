import { fallenGates } from '#products/rehearsal/domain/fallen.ts';
import type { Holdable } from '#products/rehearsal/domain/parts/holdable.ts';
import { tag } from '#html/elements.ts';
import type { Html } from '#html/markup.ts';
import { gateLabels, gateText } from '#contexts/gates/pages/labels.ts';

/** G9: what holds it, and what that means; undefined while its gates hold. */
export function whyHeld(state: Holdable): string | undefined {
  const fallen = fallenGates(state).map((gate) => `${gateLabels[gate.gate]}: ${gateText(gate)}`);
  if (fallen.length === 0) return undefined;
  const end =
    state.status === 'approved'
      ? 'It is merged automatically as soon as all gates hold again.'
      : 'It goes on automatically as soon as all gates hold again; until then, no part of it can start, be accepted or be approved.';
  return `It is on hold because a gate no longer holds. ${fallen.join(' ')} ${end}`;
}

/** G9: who can put it right. The gate’s own words say what to do. */
export function whoFreesIt(state: Holdable): string {
  const fallen = fallenGates(state);
  if (fallen.some((gate) => gate.state === 'failed'))
    return `${state.submission.contributor.name} (contributor), or whoever the gates name; an admin may waive the gate through the link in their mail`;
  if (fallen.every(({ unseen }) => unseen === true)) return 'Nobody: the code host is asked again automatically';
  return 'Whoever the gates wait for; they are checked again automatically';
}

export function heldTag(state: Holdable): Html | undefined {
  return fallenGates(state).length === 0 ? undefined : tag('held', 'bad');
}

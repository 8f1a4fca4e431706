import { silenceOf, type Heard, type Silence } from '#contexts/telling/domain/alarm/silence.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import { html, type Html } from '#html/markup.ts';
import { moment, type When } from '#html/times.ts';

/** B9, W1. That the agent on which an open request depends is not heard: what is there then goes on by nobody's doing. */
export function silenceFor(
  { status, backend }: Allocated & Lifecycle,
  seen: Heard | undefined,
  rules: Rules,
  { now }: When,
): Silence | undefined {
  const depends = status === 'queued' || status === 'deploying' || status === 'running';
  const rule = rules.backends.find(({ slug }) => slug === backend);
  return !depends || seen === undefined || rule === undefined ? undefined : silenceOf(rule, seen, rules.silentAfter, now, undefined);
}

export function silentText({ since }: Silence, backend: string, when: When): Html {
  return html`<p>The agent of ${backend} has not reported since ${moment(since, when)}. Until it does, nothing new starts there, and nobody can tell how the work that is running there is going.</p>`;
}

/** Who acts next, then. */
export const WHO_WAKES_IT = 'An operator: the agent has to be restarted on its backend';

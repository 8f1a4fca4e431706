import { noSlots, room, type SlotsState } from '#contexts/backends/domain/slots.ts';
import { raisedFlags, type BackendState } from '#contexts/backends/domain/state.ts';
import type { CalendarRules } from '#contexts/calendar/domain/rules.ts';
import { tag } from '#html/elements.ts';
import { freezeTag } from '#contexts/calendar/pages/freeze.ts';
import { html, type Html } from '#html/markup.ts';
import { moment, type When } from '#html/times.ts';
import type { BackendDocument } from '#contexts/backends/documents.ts';

interface BackendsView {
  backends: readonly ShownBackend[];
  rules: Pick<CalendarRules, 'freezes'>;
  when: When;
  operations: { silent: readonly { backend: string }[] };
}

/** A backend, who has it, and how many wait for it. */
export interface ShownBackend extends Pick<BackendDocument, 'slug' | 'state' | 'lastSeenAt'> {
  waiting: number;
  /** B7. What of its pools is in use; nothing is when left out. */
  slots?: SlotsState;
  /** What of its holder may be shown. */
  holder?: { title: string; hasEnded: boolean } | undefined;
}

export function backendTable({ backends, rules, when, operations: { silent } }: BackendsView): Html {
  return html`<table><thead><tr><th scope="col">Backend</th><th scope="col">Now</th><th scope="col">Waiting</th><th scope="col">Agent last seen</th></tr></thead><tbody>${backends.map(
    ({ slug, state, lastSeenAt, waiting, holder, slots = noSlots }) => {
      const doing =
        state.lease === undefined || holder?.hasEnded === true
          ? slots.holders.length > 0
            ? 'shared'
            : 'free'
          : html`<span class="mono">${state.lease.requestId}</span>${holder === undefined ? undefined : html`, ${holder.title}`} since ${moment(state.lease.grantedAt, when)}`;
      const standing = [sharedBy(slots), drainOf(state, when)];
      const flags = raisedFlags(state).map(({ label, since, why }) => html` ${tag(label, 'wait')} since ${moment(since, when)}: ${why}`);
      const freeze = freezeTag(slug, rules, when);
      const frozen = freeze === undefined ? undefined : html`<br>${freeze}`;
      return html`<tr><th scope="row"><a href="/backends/${slug}">${slug}</a></th><td>${doing}${standing}${flags}${frozen}</td><td>${waiting}</td><td>${lastSeenAt === undefined ? 'not yet' : moment(lastSeenAt, when)}${silent.some(({ backend }) => backend === slug) ? html` ${tag('silent', 'bad')}` : undefined}</td></tr>`;
    },
  )}</tbody></table>`;
}

/** B7: `, 3 slots of default in use`. */
function sharedBy(slots: SlotsState): Html | undefined {
  const used = [...room(slots, {})].map(([pool, { used: count }]) => `${count} ${count === 1 ? 'slot' : 'slots'} of ${pool}`);
  return used.length === 0 ? undefined : html`, ${used.join(', ')} in use`;
}

/** B2: whether it can be worked on, beside why it is drained. */
function drainOf({ drain }: BackendState, when: When): Html | undefined {
  if (drain === undefined) return undefined;
  if (drain.readyAt !== undefined) return html` ${tag('ready', 'good')} since ${moment(drain.readyAt, when)}.`;
  const until = drain.deadline === undefined ? undefined : html`, deadline ${moment(drain.deadline, when)}`;
  return html` ${tag('not ready yet', 'wait')}${until}.`;
}

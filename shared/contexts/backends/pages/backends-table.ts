import { blocking } from '#contexts/backends/domain/state.ts';
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
  /** What of its holder may be shown. */
  holder?: { title: string; hasEnded: boolean } | undefined;
}

export function backendTable({ backends, rules, when, operations: { silent } }: BackendsView): Html {
  return html`<table><thead><tr><th scope="col">Backend</th><th scope="col">Now</th><th scope="col">Waiting</th><th scope="col">Agent last seen</th></tr></thead><tbody>${backends.map(
    ({ slug, state, lastSeenAt, waiting, holder }) => {
      const doing =
        state.lease === undefined || holder?.hasEnded === true
          ? 'free'
          : html`<span class="mono">${state.lease.requestId}</span>${holder === undefined ? undefined : html`, ${holder.title}`} since ${moment(state.lease.grantedAt, when)}`;
      const blocked = blocking(state).map(({ label, since, why }) => html` ${tag(label, 'wait')} since ${moment(since, when)}: ${why}`);
      const freeze = freezeTag(slug, rules, when);
      const frozen = freeze === undefined ? undefined : html`<br>${freeze}`;
      return html`<tr><th scope="row">${slug}</th><td>${doing}${blocked}${frozen}</td><td>${waiting}</td><td>${lastSeenAt === undefined ? 'not yet' : moment(lastSeenAt, when)}${silent.some(({ backend }) => backend === slug) ? html` ${tag('silent', 'bad')}` : undefined}</td></tr>`;
    },
  )}</tbody></table>`;
}

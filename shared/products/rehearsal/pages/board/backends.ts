import { blocking } from '#contexts/backends/domain/state.ts';
import type { RequestDocument } from '#products/rehearsal/stored/document-types.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import { titleOf } from '#products/rehearsal/pages/about.ts';
import { tag } from '#html/elements.ts';
import { freezeTag } from '#products/rehearsal/pages/freeze.ts';
import { html, type Html } from '#html/markup.ts';
import { moment, type When } from '#html/times.ts';
import type { BackendDocument } from '#contexts/backends/documents.ts';

interface BackendsView {
  backends: readonly BoardBackend[];
  rules: Rules;
  when: When;
  operations: { silent: readonly { backend: string }[] };
}

/** A backend, who has it, and how many wait for it. */
export interface BoardBackend extends BackendDocument {
  waiting: number;
  holder?: RequestDocument | undefined;
}

export function backendTable({ backends, rules, when, operations: { silent } }: BackendsView): Html {
  return html`<table><thead><tr><th scope="col">Backend</th><th scope="col">Now</th><th scope="col">Waiting</th><th scope="col">Agent last seen</th></tr></thead><tbody>${backends.map(
    ({ slug, state, lastSeenAt, waiting, holder }) => {
      const doing =
        state.lease === undefined || holder?.state.turn?.state === 'ended'
          ? 'free'
          : html`<span class="mono">${state.lease.requestId}</span>${holder === undefined ? undefined : html`, ${titleOf(holder.state.submission)}`} since ${moment(state.lease.grantedAt, when)}`;
      const blocked = blocking(state).map(({ label, since, why }) => html` ${tag(label, 'wait')} since ${moment(since, when)}: ${why}`);
      const freeze = freezeTag(slug, rules, when);
      const frozen = freeze === undefined ? undefined : html`<br>${freeze}`;
      return html`<tr><th scope="row">${slug}</th><td>${doing}${blocked}${frozen}</td><td>${waiting}</td><td>${lastSeenAt === undefined ? 'not yet' : moment(lastSeenAt, when)}${silent.some(({ backend }) => backend === slug) ? html` ${tag('silent', 'bad')}` : undefined}</td></tr>`;
    },
  )}</tbody></table>`;
}

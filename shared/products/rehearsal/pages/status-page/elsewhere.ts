import type { Attempts, Elsewhere, Group, GroupMember } from '#products/rehearsal/domain/elsewhere.ts';
import { statusTag } from '#products/rehearsal/pages/blocks.ts';
import { said } from '#html/elements.ts';
import { html, type Html } from '#html/markup.ts';
import { roleLabels } from '#contexts/intake/domain/choices.ts';
import { listed, lowerFirst, plural, shortSha } from '#html/text.ts';

/** I11, I14: the same jobs in other requests, and the move that this one is part of. No links: a status page is its contributor's. */
export function elsewhereCards(own: string, { attempts, group }: Elsewhere): Html {
  const repeated = attempts.filter(({ requests }) => requests.length > 1);
  return html`${repeated.length === 0 ? undefined : attemptsCard(own, repeated)}${group === undefined ? undefined : groupCard(own, group)}`;
}

function attemptsCard(own: string, repeated: Attempts[]): Html {
  return html`<section class="card" aria-labelledby="attempts"><h2 id="attempts">The same jobs in other requests</h2><ul>${repeated.map(
    ({ name, attempts, requests }) =>
      html`<li><span class="mono">${name}</span>: ${plural(attempts, 'attempt')} in ${plural(requests.length, 'request')}: ${listed(
        requests.slice(0, 10).map(({ requestId, attempts: here }) => `${here} in ${requestId === own ? 'this one' : requestId}`),
      )}${requests.length > 10 ? ` and ${requests.length - 10} more` : ''}</li>`,
  )}</ul></section>`;
}

function groupCard(own: string, { name, requests, plan }: Group): Html {
  return html`<section class="card" aria-labelledby="group"><h2 id="group">The move “<bdi>${name}</bdi>”</h2>
<ol>${requests.map((member) => html`<li>${memberText(own, member)}</li>`)}</ol>
${plan === undefined ? undefined : html`<h3>Production plan (request ${plan.requestId})</h3>${said(plan.text)}`}</section>`;
}

function memberText(own: string, { requestId, code, status, headSha, jobs }: GroupMember): Html {
  const named = jobs.map(({ name, role, attempts, approved }) => {
    const how = approved ? 'approved' : attempts === 0 ? 'not run yet' : plural(attempts, 'attempt');
    return `${name} (${lowerFirst(roleLabels[role])}, ${how})`;
  });
  return html`${requestId === own ? html`<strong>This request</strong>` : html`<span class="mono">${requestId}</span>`}, ${code}${
    headSha === undefined ? undefined : html` at <span class="mono">${shortSha(headSha)}</span>`
  } ${statusTag(status)} ${listed(named)}`;
}

import type { AskView } from '#contexts/access/pages/asking/ask-view.ts';
import { foldedAsk } from '#contexts/access/pages/asking/ask-form.ts';
import type { OperationAnswer, OperationRow } from '#contexts/access/contracts/operation-answer.ts';
import type { Slot } from '#contexts/backends/domain/forecast/slots.ts';
import type { NamedBackend } from '#contexts/backends/domain/named.ts';
import type { Room } from '#contexts/backends/domain/slots.ts';
import type { BackendState } from '#contexts/backends/domain/state.ts';
import type { Listing } from '#contexts/operations/domain/listing/listing.ts';
import { useCard } from '#products/rehearsal/pages/backends/use.ts';
import { statisticsCard } from '#products/rehearsal/pages/backends/statistics.ts';
import { queueCard } from '#products/rehearsal/pages/backends/queue.ts';
import { runbookUrl } from '#products/rehearsal/pages/runbooks/page.ts';
import type { PageContent } from '#html/document.ts';
import { facts, tag, type Tone } from '#html/elements.ts';
import { html, type Html } from '#html/markup.ts';
import { foldingTable, toldValue } from '#html/folding-table.ts';
import type { When } from '#html/times.ts';
import type { RequestDocument } from '#products/rehearsal/stored/document-types.ts';

export interface BackendView {
  slug: string;
  named: NamedBackend | undefined;
  state: BackendState;
  standing: OperationAnswer;
  statistics: OperationAnswer;
  pools: readonly (readonly [pool: string, room: Room])[];
  queue: readonly { document: RequestDocument; expected: Slot | undefined }[];
  queued: number;
  pending: readonly Listing[];
  /** Left out for those who may not see whose tokens there are. */
  tokens?: readonly string[] | undefined;
  offers: readonly AskView[];
  requestUrl: (id: string) => string;
  when: When;
}

/** B1, B2, B8, B9: one backend, its switches, who uses it, who waits and why, its probes, figures and tokens. */
export function backendPage(view: BackendView): PageContent {
  const { slug, standing, tokens, offers, when } = view;
  const rows = standing.rows ?? [];
  const body = html`${standingCard(view)}
<section class="card" aria-labelledby="switches"><h2 id="switches">Switches</h2><div class="asks">${offers.map(foldedAsk)}</div></section>
${useCard(rows, view)}
${queueCard(view)}
${probesCard(rows, when)}
${statisticsCard(view.statistics, when)}
${tokens === undefined ? undefined : tokensCard(tokens)}
<p><a href="/backends/${slug}/history">What ran here over time</a> · <a href="/operations?backend=${slug}">All its operations</a></p>`;
  return {
    title: view.named === undefined || view.named.name === slug ? slug : `${view.named.name} (${slug})`,
    body,
    back: ['/backends', 'Backends'],
  };
}

const healths: Readonly<Record<string, readonly [string, Tone]>> = {
  healthy: ['healthy', 'good'],
  held: ['held', 'wait'],
  unknown: ['unknown', 'bad'],
};

function standingCard({ standing, state, pools, when, requestUrl }: BackendView): Html {
  const said = standing.facts ?? {};
  const [word, tone] = healths[String(said['health'])] ?? ['unknown', 'bad'];
  const flags = (standing.rows ?? []).filter(({ what }) => what === 'flag');
  const holder = String(said['holder'] ?? '');
  return html`<div class="card"><p class="lead">${tag(word, tone)} ${said['silent'] === true ? html`${tag('silent', 'bad')} ` : undefined}${said['ready'] === true ? tag('ready', 'good') : undefined}</p>
${said['silent'] === true ? html`<div class="note bad"><p>Its agent does not report. Restart it on the backend. <a href="${runbookUrl('backend_silent')}">Step by step</a>.</p></div>` : undefined}
${flags.map((flag) => html`<div class="note wait"><p><strong>${flagName(flag)}</strong> since ${toldValue(flag['since'], when)}, by ${String(flag['by'])}: ${String(flag['why'])}</p></div>`)}
${facts(
  ['Agent last seen', toldValue(said['lastSeen'], when) ?? 'not yet'],
  ['Has it alone', holder === '' ? undefined : html`<a class="mono" href="${requestUrl(holder)}">${holder}</a>`],
  ['Slots in use', pools.map(([pool, { used, size }]) => `${pool} ${used} of ${size}`).join(', ')],
  ['Waiting', String(said['waiting'] ?? 0)],
  ['Machine started anew', toldValue(said['rebooted'], when)],
  ['Work there is of', toldValue(said['workHeldBy'], when)],
)}${drainFacts(said, state, when)}</div>`;
}

/** Flags are in our own words. */
function flagName({ name }: OperationRow): string {
  return String(name);
}

function drainFacts(said: OperationRow, { drain }: BackendState, when: When): Html | undefined {
  if (drain === undefined) return undefined;
  return html`<h2>The drain</h2>${facts(
    ['What ran', drain.mode === 'stop' ? 'is stopped, and runs again afterwards' : 'is waited for'],
    ['Ready', drain.readyAt === undefined ? 'not yet' : toldValue(said['readySince'], when)],
    ['Deadline', toldValue(said['deadline'], when) ?? 'none'],
    ['Overdue since', toldValue(said['overdueSince'], when)],
    ['Still running', String(said['running'] ?? '')],
    ['Free by', toldValue(said['freeBy'], when)],
    ['Never ends by itself', said['neverEnds'] === 0 ? undefined : String(said['neverEnds'] ?? '')],
    ['At the agent’s return', drain.resumesAtReturn === true ? 'resumes by itself' : 'stays as it is until somebody resumes it'],
  )}`;
}

function probesCard(rows: readonly OperationRow[], when: When): Html | undefined {
  const probes = rows.filter(({ what }) => what === 'probe');
  if (probes.length === 0) return undefined;
  const table = foldingTable(
    [
      { label: 'Probe', of: ({ name }: OperationRow) => String(name) },
      { label: 'Stands', of: ({ standing }) => String(standing) },
      { label: 'Says', of: ({ says, since }) => html`${String(says)}${since === '' ? undefined : html` since ${toldValue(since, when)}`}` },
      { label: 'Last answer', of: ({ last, lastAt }) => html`${String(last)} ${toldValue(lastAt, when)}` },
      { label: 'Next', of: ({ next }) => toldValue(next, when) },
    ],
    probes,
  );
  return html`<section class="card" aria-labelledby="probes"><h2 id="probes">Probes</h2>${table}</section>`;
}

function tokensCard(tokens: readonly string[]): Html {
  return html`<section class="card" aria-labelledby="tokens"><h2 id="tokens">Tokens of its agents</h2>${tokens.length === 0 ? html`<p>No token reaches it.</p>` : html`<ul>${tokens.map((token) => html`<li class="mono">${token}</li>`)}</ul>`}</section>`;
}

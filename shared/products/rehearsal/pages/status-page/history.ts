import type { MailDocument, TimelineDocument } from '#products/rehearsal/stored/document-types.ts';
import type { RecordFault } from '#kernel/check-record.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { actorName, asOf, personName } from '#products/rehearsal/pages/about.ts';
import { html, safeUrl, type Html } from '#html/markup.ts';
import { mailItem } from '#contexts/telling/pages/mail-states.ts';
import { factSentence } from '#products/rehearsal/pages/timeline.ts';
import { plural } from '#html/text.ts';
import { instant, type When } from '#html/times.ts';

export interface History {
  state: Identified & Requested & Tested & Questioned;
  rules: Rules;
  when: When;
  timeline: readonly TimelineDocument[];
  mails: readonly MailDocument[];
  /** Path under which the timeline can be taken home (Z4). */
  exports?: string;
  /** X8. The page of its traces; for whoever is signed in. */
  traceUrl?: string;
  record?: { newest: string | undefined; faults: readonly RecordFault[] | undefined };
  /** Where this page posts to have one sent again; undefined where it cannot be. */
  mailsUrl?: string | undefined;
}

/** Newest first: what happened, in words. */
export function timelineCard({ state, rules, when, timeline, exports, record, traceUrl }: History): Html | undefined {
  if (timeline.length === 0) return undefined;
  return html`<section class="card" aria-labelledby="timeline"><h2 id="timeline">Timeline</h2><p class="quiet small">Newest first.${exports === undefined ? undefined : html` Take it home: <a href="${safeUrl(`${exports}/timeline.csv`)}">CSV</a>, <a href="${safeUrl(`${exports}/timeline.json`)}">JSON</a>.`}${traceUrl === undefined ? undefined : html` When each effect waited, worked and failed: <a href="${safeUrl(traceUrl)}">trace</a>.`}</p>${recordLine(record)}
<ol class="timeline" reversed>${timeline
    .toReversed()
    .map(
      (entry) =>
        html`<li><p class="quiet small">${instant(entry.at, when)} · ${actorName(entry.by, asOf(state, entry.at), rules)} · version ${entry.version}</p>${entry.facts.map(
          (fact) => html`<p dir="auto">${factSentence(fact, { state: asOf(state, entry.at), rules, timeZone: when.timeZone })}</p>`,
        )}</li>`,
    )}</ol></section>`;
}

/** Z4: whether the past is as it was written. */
function recordLine(record: History['record']): Html | undefined {
  if (record?.newest === undefined || record.faults === undefined) return undefined;
  const [first] = record.faults;
  if (first !== undefined)
    return html`<p class="note bad" role="alert"><strong>This record was changed after it was written</strong>: ${first.fault === 'not_its_fold' ? html`what is stored is not what the timeline says (${first.fields.join(', ')})` : html`entry ${first.version} does not match its hash`}. Do not rely on it; tell an admin.</p>`;
  return html`<p class="quiet small">Checked just now: a hash ties each entry to all entries before it, and none has been changed. Newest: <span class="mono">${record.newest.slice(0, 12)}</span></p>`;
}

/** N1, N8: which mails went out, and what became of them. */
export function mailsCard({ state, rules, when, mails, mailsUrl }: History): Html | undefined {
  if (mails.length === 0) return undefined;
  return html`<section class="card" aria-labelledby="mails"><h2 id="mails">Mails</h2><details><summary>${plural(mails.length, 'mail')}</summary>
<ul class="rows">${mails
    .toReversed()
    .map((mail) => mailItem(mail, personName(mail.person, asOf(state, mail.createdAt), rules), when, mailsUrl))}</ul></details></section>`;
}

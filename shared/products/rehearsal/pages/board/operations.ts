import { requestOf } from '#products/rehearsal/domain/named-subjects.ts';
import type { OutboxEntry } from '#kernel/effect.ts';
import type { SweepNote } from '#products/rehearsal/stored/document-types.ts';
import type { Switched } from '#products/rehearsal/domain/intake-switch/process.ts';
import type { Instant } from '#kernel/time.ts';
import { runbookUrl } from '#products/rehearsal/pages/runbooks/page.ts';
import { HOUR } from '#kernel/time.ts';
import { html, type Html } from '#html/markup.ts';
import { clip, maskAddresses, plural } from '#html/text.ts';
import { moment, type When } from '#html/times.ts';

/** How the installation itself stands. */
export interface OperationsView {
  /** Effects given up on, newest first (B5); the first of so many. */
  dead: readonly OutboxEntry[];
  deadCount: number;
  /** When the first of all was given up. */
  deadSince?: Instant | undefined;
  /** B9. Whose agent is silent. */
  silent: readonly { backend: string; never: boolean; since: Instant }[];
  /** N1. */
  refused?: { count: number; isLeast: boolean; since: Instant; said: string } | undefined;
  /** B6. Nothing before its first word. */
  sweep?: SweepNote | undefined;
  /** I15. Nothing while it was never switched. */
  intake?: Switched | undefined;
}

/** Dead letters that are listed; the command line lists all. */
const LISTED = 20;

/** What stands before all else: how many, since when, and what to do. */
export function operationsNotes(view: OperationsView, when: When): Html {
  const { intake, silent, refused, deadCount } = view;
  return html`${intake?.open === false ? html`<div class="note bad"><p><strong>No new requests are accepted</strong> since ${moment(intake.since, when)}: ${intake.why}. Accepted requests go on.</p></div>` : undefined}
${silentSweep(view, when)}${silent.length === 0 ? undefined : silentNote(silent, when)}
${refused === undefined ? undefined : refusedNote(refused, when)}
${deadCount === 0 ? undefined : deadNote(view, when)}`;
}

/** B6. It reports at least once an hour; of one that never did nothing can be said. */
const SWEEP_SILENT = 3 * HOUR;

function silentSweep({ sweep }: OperationsView, when: When): Html | undefined {
  if (sweep === undefined || when.now - sweep.at < SWEEP_SILENT) return undefined;
  return html`<div class="note bad"><p><strong>The sweep is silent</strong> since ${moment(sweep.at, when)}: what is lost now stays lost until it runs again. <a href="${runbookUrl('sweep_silent')}">What to do</a>.</p></div>`;
}

function silentNote(silent: OperationsView['silent'], when: When): Html {
  const count = silent.length === 1 ? '1 agent is silent.' : `${silent.length} agents are silent.`;
  return html`<div class="note bad"><p><strong>${count}</strong> Restart it on its backend. Until it reports, nothing new starts there, and nobody can tell how the work that is running there is going. <a href="${runbookUrl('backend_silent')}">What to do</a>.</p>
<ul>${silent.map(({ backend, never, since }) => html`<li><strong><a href="/backends/${backend}">${backend}</a></strong>: ${never ? 'has never reported; expected since' : 'last reported'} ${moment(since, when)}</li>`)}</ul></div>`;
}

function refusedNote({ count, isLeast, since, said }: NonNullable<OperationsView['refused']>, when: When): Html {
  const mails = `${plural(count, 'mail')}${isLeast ? ' or more' : ''} of the last 24 hours ${count === 1 ? 'was' : 'were'} refused by the mail server.`;
  return html`<div class="note bad"><p><strong>${mails}</strong> The first was ${moment(since, when)}. Fix what it complains about; a mail that it refuses for good becomes a dead letter, and <code>npm run rehearsal -- dead replay --kind send_mail</code> sends it then. <a href="${runbookUrl('what_the_installation_mails_automatically')}">What to do</a>.</p>
<p class="small">Its last answer: <bdi>${clip(maskAddresses(said), 200)}</bdi></p></div>`;
}

function deadNote({ dead, deadCount, deadSince }: OperationsView, when: When): Html {
  const count = deadCount === 1 ? '1 effect was' : `${deadCount} effects were`;
  const rest = deadCount - Math.min(LISTED, dead.length);
  return html`<div class="note bad"><p><strong>${count} given up.</strong> Promised work was not done${deadSince === undefined ? undefined : html`, the first ${moment(deadSince, when)}`}; <code>npm run rehearsal -- dead list</code> shows more, and <code>dead replay</code> tries again once the cause is fixed. <a href="/dead-letters">See and replay them here</a>; <a href="${runbookUrl('dead_letters')}">what to do</a>.</p>
<ul class="rows">${dead.slice(0, LISTED).map((letter) => html`<li><p><strong>${letter.kind.replaceAll('_', ' ')}</strong>${ofSubject(letter)}, ${plural(letter.attempts, 'attempt')}${letter.finishedAt === undefined ? undefined : html`, ${moment(letter.finishedAt, when)}`}${letter.replays === undefined ? undefined : `, replayed ${plural(letter.replays, 'time')}`}</p>${causeOf(letter)}</li>`)}</ul>${rest > 0 ? html`<p>… and ${rest} more.</p>` : undefined}</div>`;
}

function ofSubject({ subject }: OutboxEntry): Html {
  const request = requestOf(subject);
  return request === undefined ? html` of no request` : html` of <span class="mono">${request}</span>`;
}

function causeOf({ errors }: OutboxEntry): Html {
  return html`<p class="small">${clip(maskAddresses(errors.at(-1)?.message ?? 'it never ended'), 200)}</p>`;
}

/** B6: whether the sweep lives, and what it found. */
export function sweepLine({ sweep }: OperationsView, when: When): Html | undefined {
  if (sweep === undefined) return undefined;
  const { last } = sweep;
  const before =
    last === undefined
      ? ' It has not had to repair anything yet.'
      : html` It last had to repair ${figures(last.found)}, ${moment(last.at, when)}.`;
  return html`<p class="quiet small">The sweep last reported ${moment(sweep.at, when)}: it does when it finds something, and otherwise once an hour.${before}</p>`;
}

function figures(found: Record<string, number>): string {
  const named = Object.entries(found).filter(([, count]) => count > 0);
  return named.map(([name, count]) => `${count} ${name}`).join(', ') || 'nothing';
}

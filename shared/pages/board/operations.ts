import type { IntakeSwitch, OutboxDocument, SweepNote } from '#contracts/document-types.ts';
import { html, type Html } from '#pages/html.ts';
import { clip, maskAddresses, plural } from '#pages/text.ts';
import { moment, type When } from '#pages/times.ts';

/** How the installation itself stands. */
export interface OperationsView {
  /** Effects given up on, newest first (B5); at most a hundred are handed in. */
  dead: readonly OutboxDocument[];
  /** B6. Nothing before its first word. */
  sweep?: SweepNote | undefined;
  /** I15. Nothing while it was never switched. */
  intake?: IntakeSwitch | undefined;
}

/** Dead letters that are listed; the command line lists all. */
const LISTED = 20;
const MOST = 100;

export function operationsNotes({ dead, intake }: OperationsView, when: When): Html {
  return html`${intake?.open === false ? html`<div class="note bad"><p><strong>No requests are taken</strong> since ${moment(intake.since, when)}: ${intake.why}. What was accepted goes on.</p></div>` : undefined}
${dead.length === 0 ? undefined : deadNote(dead, when)}`;
}

function deadNote(dead: readonly OutboxDocument[], when: When): Html {
  const count = dead.length >= MOST ? `${MOST} or more effects were` : dead.length === 1 ? '1 effect was' : `${dead.length} effects were`;
  return html`<div class="note bad"><p><strong>${count} given up on.</strong> Something promised was not done; <code>npm run rehearsal -- dead list</code> tells more, and <code>dead replay</code> takes it up again once its cause is mended.</p>
<ul class="rows">${dead.slice(0, LISTED).map((letter) => html`<li><p><strong>${letter.kind.replaceAll('_', ' ')}</strong>${letter.requestId === undefined ? undefined : html` of <span class="mono">${letter.requestId}</span>`}, ${plural(letter.attempts, 'attempt')}${letter.finishedAt === undefined ? undefined : html`, ${moment(letter.finishedAt, when)}`}${letter.replays === undefined ? undefined : `, replayed ${plural(letter.replays, 'time')}`}</p>${causeOf(letter)}</li>`)}</ul>${dead.length > LISTED ? html`<p>… and more.</p>` : undefined}</div>`;
}

function causeOf({ errors }: OutboxDocument): Html {
  return html`<p class="small">${clip(maskAddresses(errors.at(-1)?.message ?? 'it never ended'), 200)}</p>`;
}

/** B6: whether the sweep lives, and what it found. */
export function sweepLine({ sweep }: OperationsView, when: When): Html | undefined {
  if (sweep === undefined) return undefined;
  const { last } = sweep;
  const before = last === undefined ? ' It has found nothing yet.' : html` It last found ${figures(last.found)}, ${moment(last.at, when)}.`;
  return html`<p class="quiet small">The sweep last reported ${moment(sweep.at, when)}.${before}</p>`;
}

function figures(found: Record<string, number>): string {
  const named = Object.entries(found).filter(([, count]) => count > 0);
  return named.map(([name, count]) => `${count} ${name}`).join(', ') || 'nothing';
}

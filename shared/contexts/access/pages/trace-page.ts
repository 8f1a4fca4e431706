import { traceSteps, type EffectTimes, type TraceSeen, type TraceStep } from '#contexts/access/domain/trace/steps.ts';
import type { PageContent } from '#html/document.ts';
import { html, safeUrl, type Html } from '#html/markup.ts';
import { bands, type Row } from '#html/pictures/bands.ts';
import { largest, smallest } from '#kernel/lists.ts';
import type { Subject } from '#kernel/subject.ts';
import type { Instant } from '#kernel/time.ts';
import { plural } from '#html/text.ts';
import { clockText, durationText, instant, instantText, type When } from '#html/times.ts';

export interface TraceView {
  /** Left out, all traces of one subject are shown together. */
  traceId?: string | undefined;
  /** Of the whole trace, or of one subject in it. */
  seen: TraceSeen;
  /** From which step on they are shown. */
  from: number;
  /** Other traces in which something became of the same subject: the newest last. */
  others?: readonly { traceId: string; at: Instant; command: string; url: string }[];
  when: When;
  url: (from: number) => string;
  subjectUrl: (subject: Subject) => string | undefined;
  back?: readonly [path: string, label: string];
}

/** So many rows keep the page, its picture and its table well below 100 KB. */
export const STEPS_SHOWN = 60;

/** X8. What came of one request or act, as a waterfall: each command, and below it what it asked for, with waits and attempts. */
export function tracePage(view: TraceView): PageContent {
  const { traceId, seen, from, when, back } = view;
  const steps = traceSteps(seen, when.now);
  const shown = steps.slice(from, from + STEPS_SHOWN);
  const body = html`<div class="card"><p>${traceId === undefined ? 'All its traces' : html`Trace <span class="mono">${traceId}</span>`}: ${plural(seen.commands.length, 'command')} and ${plural(seen.effects.length, 'effect')}${seen.isWhole ? undefined : ', of those that were read first'}. A trace goes from a door through commands and what they ask for, as long as one follows from the other.</p>
${shown.length === 0 ? html`<p>Nothing is known of it here.</p>` : waterfall(shown, when)}
${pager(view, steps.length, shown.length)}</div>
${shown.length === 0 ? undefined : html`<section class="card" aria-labelledby="steps"><h2 id="steps">One by one</h2><ol class="timeline">${shown.map((step) => item(step, view))}</ol></section>`}
${otherTraces(view)}`;
  return { title: 'Trace', body, ...(back === undefined ? {} : { back }) };
}

function waterfall(steps: readonly TraceStep[], when: When): Html {
  const rows = steps.map((step) => rowOf(step, when));
  const all = rows.flatMap((row) => row.bands);
  const first = smallest(
    when.now,
    all.map((band) => band.from),
  );
  const last = largest(
    first + 1,
    all.map((band) => band.to),
  );
  return bands(
    {
      title: 'What was when',
      desc: `${plural(steps.length, 'row')}, from ${instantText(first, when.timeZone)}, within ${durationText(last - first)}.`,
      table: { head: ['What', 'When'], rows: rows.map(({ label, bands: own }) => [label, own.map(({ says }) => says).join(', then ')]) },
    },
    {
      from: first,
      to: last,
      rows,
      inks: [
        ['good', 'commanded'],
        ['idle', 'not due yet'],
        ['wait', 'waited'],
        ['drawn', 'at work'],
        ['bad', 'an attempt failed'],
      ],
      says: (at) => clockText(at, when.timeZone),
    },
  );
}

function rowOf(step: TraceStep, { timeZone }: When): Row {
  const label = labelOf(step);
  if (step.step === 'command') {
    const { at } = step.command;
    return { label, bands: [{ from: at, to: at, ink: 'good', says: `commanded ${instantText(at, timeZone)}` }] };
  }
  const { rested, waited, worked, failed } = step.times;
  const said = (word: string, { from, to }: { from: Instant; to: Instant }): string => `${word} ${lengthText(to - from)}`;
  return {
    label,
    bands: [
      ...(rested === undefined ? [] : [{ ...rested, ink: 'idle' as const, says: said('not due for', rested) }]),
      ...(waited === undefined ? [] : [{ ...waited, ink: 'wait' as const, says: said('waited', waited) }]),
      ...(worked === undefined ? [] : [{ ...worked, ink: 'drawn' as const, says: said('at work for', worked) }]),
      ...failed.map((at) => ({ from: at, to: at, ink: 'bad' as const, says: `an attempt had failed ${instantText(at, timeZone)}` })),
    ],
  };
}

function labelOf(step: TraceStep): string {
  if (step.step === 'command') return `${plain(step.command.command)} (${step.command.on.kind})`;
  return `${step.isBelow ? '↳ ' : ''}${plain(step.effect.kind)}`;
}

function item(step: TraceStep, view: TraceView): Html {
  if (step.step === 'command') {
    const { at, command, on, version, who } = step.command;
    return html`<li><p class="quiet small">${instant(at, view.when)} · ${who} · version ${version}</p><p>${plain(command)}: ${subject(on, view)}</p></li>`;
  }
  const { kind, subject: of, createdAt, state, attempts, dispatches, replays = 0 } = step.effect;
  const counts = [
    plural(attempts, 'attempt'),
    ...(dispatches > 1 ? [plural(dispatches, 'dispatch', 'dispatches')] : []),
    ...(replays > 0 ? [plural(replays, 'replay')] : []),
  ];
  return html`<li><p class="quiet small">${instant(createdAt, view.when)} · ${counts.join(', ')}</p><p>${step.isBelow ? '↳ ' : ''}${plain(kind)}: ${subject(of, view)}, ${stateWords[state]}${spanText(step.times)}</p></li>`;
}

const stateWords = { waiting: 'waiting', leased: 'at work', done: 'done', cancelled: 'cancelled', dead: 'given up' } as const;

function spanText({ waited, worked, failed }: EffectTimes): string {
  const said = [
    ...(waited === undefined ? [] : [`waited ${lengthText(waited.to - waited.from)}`]),
    ...(worked === undefined ? [] : [`at work for ${lengthText(worked.to - worked.from)}`]),
    ...(failed.length === 0 ? [] : [`failed ${failed.length === 1 ? 'once' : `${failed.length} times`}`]),
  ];
  return said.length === 0 ? '' : `: ${said.join(', ')}`;
}

function subject(of: Subject, { subjectUrl }: TraceView): Html {
  const url = subjectUrl(of);
  return url === undefined ? html`${of.kind}` : html`<a href="${safeUrl(url)}">${of.kind} <span class="mono">${of.id}</span></a>`;
}

function pager({ from, url }: TraceView, all: number, shown: number): Html | undefined {
  const rest = all - from - shown;
  if (from === 0 && rest <= 0) return undefined;
  return html`<p>${from === 0 ? undefined : html`<a href="${safeUrl(url(Math.max(0, from - STEPS_SHOWN)))}">Earlier</a> `}${rest <= 0 ? undefined : html`<a href="${safeUrl(url(from + STEPS_SHOWN))}">Later (${rest} more)</a>`}</p>`;
}

function otherTraces({ others = [], traceId, when }: TraceView): Html | undefined {
  if (others.length < 2) return undefined;
  return html`<section class="card" aria-labelledby="others"><h2 id="others">Traces of this request</h2><p class="quiet small">Whatever somebody sends or does begins one of its own.</p><ul class="rows">${others.map(
    ({ traceId: id, at, command, url }) =>
      html`<li>${id === traceId ? html`<strong>${plain(command)}</strong> (this one)` : html`<a href="${safeUrl(url)}">${plain(command)}</a>`} <span class="quiet small">${instant(at, when)}</span></li>`,
  )}</ul></section>`;
}

/** Below a minute, to the tenth: that is where machines live. */
function lengthText(length: number): string {
  return length < 60_000 ? `${Number((length / 1000).toFixed(length < 1_000 ? 3 : 1))} s` : durationText(length);
}

function plain(name: string): string {
  return name.replaceAll('_', ' ');
}

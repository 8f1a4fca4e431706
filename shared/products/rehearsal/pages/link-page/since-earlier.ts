import type { ExpectedOutput, JobAsk } from '#contexts/intake/domain/submission.ts';
import { jobFields } from '#contexts/intake/domain/form/job.ts';
import { instructionFields } from '#contexts/intake/domain/form/instructions.ts';
import { reasonFields } from '#contexts/intake/domain/form/reasons.ts';
import { roleLabels } from '#contexts/intake/domain/choices.ts';
import { askedOf } from '#contexts/intake/pages/asked.ts';
import type { EarlierRequest } from '#products/rehearsal/domain/decision-evidence.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import { changeText, compareUrl, documentUrl, expectedText } from '#products/rehearsal/pages/about.ts';
import { whyRejected } from '#products/rehearsal/pages/earlier-rejection.ts';
import type { LinkView } from '#products/rehearsal/pages/link-page/link-view.ts';
import { outside } from '#html/elements.ts';
import { html, type Html } from '#html/markup.ts';
import { plural, shortSha } from '#html/text.ts';

/** Lines of each kind that are shown of a list that was changed. */
const LINES = 5;
/** Longest answer that is shown as it was, in characters. */
const LONGEST = 400;

/** Deliverable 5: for whoever decides on a request that follows another: why that one ended, and what is different now. */
export function sinceEarlier({ state, rules, evidence, person }: LinkView): Html | undefined {
  const earlier = evidence?.earlier;
  // Whoever asked knows; and the request that they name need not be their own.
  if (earlier === undefined || person.id === 'contributor') return undefined;
  const rows = [commits(earlier, state), ...answers(earlier, state), ...jobs(earlier, state)].filter((one) => one !== undefined);
  return html`<section class="card" aria-labelledby="earlier"><h2 id="earlier">Since request ${earlier.id}</h2>
${whyRejected(earlier, rules)}
<h3>What is different now</h3>${rows.length === 0 ? html`<p>Nothing that was asked, and no commit: only time has passed.</p>` : html`<ul>${rows.map((row) => html`<li>${row}</li>`)}</ul>`}</section>`;
}

function commits(earlier: EarlierRequest, { submission, headSha, base }: Requested & Authored): Html | undefined {
  if (earlier.headSha === undefined || headSha === undefined) return undefined;
  if (changeText(earlier.submission) !== changeText(submission))
    return html`It is about ${changeText(submission)} now, at <span class="mono">${shortSha(headSha)}</span>; it was about ${changeText(earlier.submission)}, at <span class="mono">${shortSha(earlier.headSha)}</span>.`;
  const target =
    base?.ref !== undefined && earlier.base?.ref !== undefined && base.ref !== earlier.base.ref
      ? ` It goes into ${base.ref}, no longer into ${earlier.base.ref}.`
      : '';
  if (earlier.headSha === headSha) return html`The commit is the same, <span class="mono">${shortSha(headSha)}</span>.${target}`;
  const range = `${shortSha(earlier.headSha)} → ${shortSha(headSha)}`;
  return html`Commits: <span class="mono">${range}</span> (${outside(compareUrl(submission, earlier.headSha, headSha), 'files that differ')}).${target}`;
}

function answers({ submission: was }: EarlierRequest, { submission: is }: Requested & Authored): Html[] {
  const pairs: [label: string, before: string | undefined, after: string | undefined][] = [
    [reasonFields.reason.label, was.reason, is.reason],
    [reasonFields.targetRelease.label, was.targetRelease, is.targetRelease],
    [instructionFields.instructionsDoc.label, documentUrl(was), documentUrl(is)],
  ];
  return pairs.flatMap(([label, before, after]) => (before === after ? [] : [changed(label, before, after)]));
}

function changed(label: string, before: string | undefined, after: string | undefined): Html {
  const shown = (text: string | undefined): string => (text === undefined || text === '' ? 'nothing' : text.slice(0, LONGEST));
  return html`${label}: <del>${shown(before)}</del> <ins>${shown(after)}</ins>`;
}

function jobs({ submission: was }: EarlierRequest, { submission: is }: Requested & Authored): Html[] {
  const before = new Map(was.jobs.map((ask) => [ask.step, ask]));
  const now = new Set(is.jobs.map(({ step }) => step));
  const gone = was.jobs.filter(({ step }) => !now.has(step)).map(({ step }) => html`Job ${step} is no longer asked for.`);
  const same = is.jobs.flatMap((ask) => {
    const earlier = before.get(ask.step);
    return earlier === undefined ? [html`Job ${ask.step} is new.`] : jobChanges(earlier, ask);
  });
  return [...gone, ...same];
}

function jobChanges(was: JobAsk, is: JobAsk): Html[] {
  const text = (said: unknown): string | undefined => (typeof said === 'object' ? JSON.stringify(said) : (said as string | undefined));
  const before = new Map(askedOf(was).map(([label, said]) => [label, text(said)]));
  const fields = askedOf(is).flatMap(([label, said]) =>
    before.get(label) === text(said) ? [] : [changed(`${is.step}, ${label}`, before.get(label), text(said))],
  );
  const role = was.role === is.role ? [] : [changed(`${is.step}, ${jobFields.role.label}`, roleLabels[was.role], roleLabels[is.role])];
  return [...role, ...fields, ...expectations(was.expectedOutput, is.expectedOutput, is.step)];
}

function expectations(was: readonly ExpectedOutput[], is: readonly ExpectedOutput[], step: string): Html[] {
  const [before, after] = [new Set(was.map(expectedText)), new Set(is.map(expectedText))];
  const [gone, come] = [[...before].filter((line) => !after.has(line)), [...after].filter((line) => !before.has(line))];
  if (gone.length + come.length === 0) return [];
  const list = (lines: readonly string[], sign: string): string =>
    lines
      .slice(0, LINES)
      .map((line) => `${sign} ${line.slice(0, LONGEST)}\n`)
      .join('');
  const more = gone.length + come.length - Math.min(gone.length, LINES) - Math.min(come.length, LINES);
  return [
    html`${step}, ${jobFields.expectedOutput.label}: <pre>${list(gone, '−')}${list(come, '+')}</pre>${more > 0 ? html`<p class="quiet small">and ${plural(more, 'more line')}</p>` : undefined}`,
  ];
}

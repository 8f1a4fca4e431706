import type { JudgedLine, Judgement, LineState } from '#contexts/operations/domain/run/compared.ts';
import { isMet } from '#contexts/verdict/domain/comparison.ts';
import { pointedAt } from '#contexts/intake/domain/reading/difference.ts';
import type { RunResult } from '#contexts/operations/domain/run/state.ts';
import { html, type Html } from '#html/markup.ts';
import { clip, fittingLines, maskAddresses, plural } from '#html/text.ts';

/** How a run's streams begin, as much as a page shows. */
export interface RunOutput {
  stdout: readonly string[];
  stderr: readonly string[];
}

/** Most lines of each kind on a page; the rest is counted. */
const SHOWN = 200;
export const SHOWN_LIMITS = { lines: SHOWN, bytes: 1024 * 1024 };
/** Longest line on a page, in characters. */
const LONGEST = 1_000;
const AT_LEAST = 100;

/** R8: expected beside actual, line by line, as it was judged and kept; what went wrong comes first. Addresses are masked (R12). */
export function comparisonTable({ lines, unexpected, leftOut, rules }: Judgement, id: string): Html | undefined {
  if (lines.length === 0 && unexpected.count === 0 && leftOut.unmet + leftOut.met === 0) return undefined;
  const met = lines.filter(isMet).length + leftOut.met;
  const all = lines.length + leftOut.met + leftOut.unmet;
  const [wrong, right] = [lines.filter((line) => !isMet(line)), lines.filter(isMet)];
  return html`<table class="compare"><caption id="${id}">Expected and actual: ${met} of ${all} as expected, ${unexpected.count} unexpected</caption>
<thead><tr><th scope="col">Expected</th><th scope="col">Actual</th><th scope="col">Result</th></tr></thead>
<tbody>${wrong.map(judgedRow)}${unexpected.lines.map((line) => html`<tr class="off"><td class="quiet">nothing</td><td>${shown(line)}</td><td><strong>✗ unexpected</strong></td></tr>`)}${right.map(judgedRow)}</tbody></table>
${more(unexpected.count - unexpected.lines.length, 'unexpected line')}${more(leftOut.unmet, 'line that is not as expected', 'lines that are not as expected')}${more(leftOut.met, 'line that is as expected', 'lines that are as expected')}
<p class="quiet small">Judged when the run ended, by version ${rules} of the rules.</p>`;
}

/** What a run of before the judgement was kept has to show: its summary, as it stood. */
export function keptSummary({ comparison, lines }: RunResult): Html {
  const counts = comparison.kind === 'differs' ? ` ${comparison.missing} missing, ${comparison.unexpected} unexpected.` : '';
  const examples = comparison.kind === 'differs' ? comparison.examples.map((line) => shown(line)) : [];
  return html`<p class="quiet">${plural(lines.stdout, 'line')} on stdout, ${lines.stderr} on stderr.${counts} The comparison itself was not kept at the time.</p>${examples}`;
}

/** What it wrote, as printed: nothing of it is judged here. Both streams take so many bytes at the most; all of it is a link away. */
export function printedLines({ stdout, stderr }: RunOutput, lines: RunResult['lines'], room: number): Html {
  return html`${lines.stderr === 0 ? undefined : html`<details open><summary>${plural(lines.stderr, 'line')} on stderr</summary>${block(stderr, lines.stderr, room / 2)}</details>`}
<details><summary>${plural(lines.stdout, 'line')} on stdout, as printed</summary>${block(stdout, lines.stdout, room / 2)}</details>`;
}

const words: Record<LineState, string> = {
  met: '✓ as expected',
  assumed_zero: '✓ as expected',
  missing: '✗ missing',
  differs: '✗ another number',
  unreadable: '✗ its number cannot be read without a guess',
};

function judgedRow({ expected, state, count, actual, hidden }: JudgedLine): Html {
  const isGood = isMet({ state });
  const nothing = html`<span class="quiet">${state === 'assumed_zero' ? 'no such line (counts as zero)' : 'nothing'}</span>`;
  const seen =
    hidden === undefined
      ? actual.length === 0
        ? nothing
        : actual.map(shown)
      : html`${shown(pointedAt(hidden.line))}<p class="small">It ${hidden.why}.</p>`;
  const rest = count > actual.length ? html`<p class="quiet small">and ${plural(count - actual.length, 'more line')}</p>` : undefined;
  return html`<tr${isGood ? undefined : html` class="off"`}><td>${shown(hidden === undefined ? expected : pointedAt(expected))}</td><td>${seen}${rest}</td><td>${isGood ? words[state] : html`<strong>${words[state]}</strong>`}</td></tr>`;
}

function shown(line: string): Html {
  return html`<pre>${cut(line)}</pre>`;
}

/** At least how the first line begins. */
function block(lines: readonly string[], all: number, room: number): Html {
  const most = lines.slice(0, SHOWN).map(cut);
  const fitting = fittingLines(most, room);
  const begin = fitting.length > 0 ? fitting : most.slice(0, 1).map((line) => clip(line, AT_LEAST));
  const rest = all - begin.length;
  return html`<pre tabindex="0">${begin.join('\n')}</pre>${rest > 0 ? html`<p class="quiet small">Only the first ${begin.length} are shown; there are ${plural(rest, 'more line')}.</p>` : undefined}`;
}

function cut(line: string): string {
  const masked = maskAddresses(line.slice(0, LONGEST + 300));
  return masked.length > LONGEST ? `${masked.slice(0, LONGEST)}…` : masked;
}

function more(count: number, one: string, many?: string): Html | undefined {
  return count > 0
    ? html`<p class="quiet small">Not shown: ${plural(count, `more ${one}`, many === undefined ? undefined : `more ${many}`)}.</p>`
    : undefined;
}

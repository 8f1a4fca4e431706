import type { ExpectedOutput } from '#domain/intake/submission.ts';
import { compare, type ComparedLine } from '#domain/run/comparison.ts';
import { expectedText } from '#pages/about.ts';
import { html, type Html } from '#pages/html.ts';
import { maskAddresses, plural } from '#pages/text.ts';

export interface RunOutput {
  stdout: readonly string[];
  stderr: readonly string[];
}

/** Most lines of each kind on a page; the rest is counted. */
const SHOWN = 200;
/** Longest line on a page, in characters. */
const LONGEST = 1_000;

/** R8: expected beside actual, line by line; what went wrong comes first. Addresses are masked (R12). */
export function comparisonTable(expected: readonly ExpectedOutput[], { stdout, stderr }: RunOutput, id: string): Html {
  const { lines, unexpected } = compare(
    [...expected],
    stdout.filter((line) => line.trim() !== ''),
  );
  const ordered = [...lines.filter(({ met }) => !met), ...lines.filter(({ met }) => met)];
  const missing = lines.filter(({ met }) => !met).length;
  return html`${
    expected.length === 0 && unexpected.length === 0
      ? undefined
      : html`<table class="compare"><caption id="${id}">Expected beside actual: ${lines.length - missing} of ${lines.length} as expected, ${unexpected.length} unexpected</caption>
<thead><tr><th scope="col">Expected</th><th scope="col">Actual</th><th scope="col">Result</th></tr></thead>
<tbody>${unexpected.slice(0, SHOWN).map((line) => html`<tr class="off"><td class="quiet">nothing</td><td>${shown(line)}</td><td><strong>✗ unexpected</strong></td></tr>`)}${ordered.slice(0, SHOWN).map(comparedRow)}</tbody></table>`
  }
${more(unexpected.length, 'unexpected line')}${more(ordered.length, 'expected line')}
${stderr.length === 0 ? undefined : html`<details open><summary>${plural(stderr.length, 'line')} on stderr</summary>${block(stderr)}</details>`}
<details><summary>${plural(stdout.length, 'line')} on stdout, as printed</summary>${block(stdout)}</details>`;
}

function comparedRow({ expected, met, actual, assumedZero }: ComparedLine): Html {
  const seen =
    actual.length === 0
      ? html`<span class="quiet">${assumedZero === true ? 'no such line (counts as zero)' : 'nothing'}</span>`
      : actual.slice(0, 20).map(shown);
  const rest = actual.length > 20 ? html`<p class="quiet small">and ${plural(actual.length - 20, 'more line')}</p>` : undefined;
  return html`<tr${met ? undefined : html` class="off"`}><td>${shown(expectedText(expected))}</td><td>${seen}${rest}</td><td>${met ? '✓ as expected' : html`<strong>✗ missing</strong>`}</td></tr>`;
}

function shown(line: string): Html {
  return html`<pre>${cut(line)}</pre>`;
}

function block(lines: readonly string[]): Html {
  return html`<pre tabindex="0">${lines.slice(0, SHOWN).map(cut).join('\n')}</pre>${more(lines.length, 'line')}`;
}

function cut(line: string): string {
  const masked = maskAddresses(line.slice(0, LONGEST + 300));
  return masked.length > LONGEST ? `${masked.slice(0, LONGEST)}…` : masked;
}

function more(count: number, what: string): Html | undefined {
  return count > SHOWN
    ? html`<p class="quiet small">Only the first ${SHOWN} are shown; there are ${plural(count - SHOWN, `more ${what}`)}.</p>`
    : undefined;
}

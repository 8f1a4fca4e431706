import type { ShownOutputs } from '#products/pipelines/domain/shown/outputs.ts';
import type { ManifestEntry, OutputLevel, Withheld } from '#contexts/operations/domain/action/result.ts';
import { attemptId } from '#products/pipelines/domain/job/names.ts';
import type { PageContent } from '#html/document.ts';
import { facts, tag } from '#html/elements.ts';
import { html, type Html } from '#html/markup.ts';
import { clip, plural } from '#html/text.ts';
import { moment, type When } from '#html/times.ts';

interface View extends ShownOutputs {
  workspace: string;
  backend: string;
  action: string;
  when: When;
}

/** K3. What an action made when it succeeded last: names, sizes, levels, digests. What is in the files stays on the backend. */
export function outputsPage({ workspace, backend, action, success, attempt, entries, isCut, when }: View): PageContent {
  const { run, commit, completedAt, job } = success;
  return {
    title: `Outputs of ${clip(action, 100)}`,
    back: [`/workspaces/${workspace}?on=${encodeURIComponent(backend)}`, workspace],
    body: html`<section class="card" aria-label="Outputs">${facts(
      ['Action', clip(action, 200)],
      ['Backend', backend],
      ['Run', html`<a href="/runs/${run}">${run}</a>`],
      ['Operation', html`<a href="/operations/${attemptId(job, attempt)}">output and log</a>`],
      ['Commit', html`<span class="mono">${commit}</span>`],
      ['Made', moment(completedAt, when)],
    )}${entries.length === 0 ? html`<p>No list of its outputs is kept here.</p>` : html`<ul class="rows">${entries.map(entryRow)}</ul>`}${isCut ? html`<p class="small">There are more than are shown here.</p>` : undefined}
<p class="quiet small">The files themselves are on ${backend}: this installation never sees them.</p></section>`,
  };
}

function entryRow({ name, level, sha256, bytes, rows, withheld }: ManifestEntry): Html {
  const held = withheld && html` ${tag('held back', 'wait')} ${withheldWords[withheld]}.`;
  return html`<li><p><strong>${name}</strong></p><p class="small">${levels[level]}.${held}</p><p class="quiet small">${sizeText(bytes)}${rows === undefined ? '' : `, ${plural(rows, 'row')}`} · <span class="mono" title="${sha256}">${sha256.slice(0, 12)}</span></p></li>`;
}

const levels: Readonly<Record<OutputLevel, string>> = {
  highly_sensitive: 'Highly sensitive: it never leaves the backend',
  moderately_sensitive: 'Moderately sensitive: it may be looked at on the backend',
  minimally_sensitive: 'Minimally sensitive',
};

const withheldWords: Readonly<Record<Withheld, string>> = {
  too_large: 'It is too large',
  identifying_column: 'A column may identify people',
  unreadable_columns: 'Its columns cannot be read',
  too_many_rows: 'It has too many rows',
  type_not_allowed: 'Files of this type are not published',
  strange_name: 'Its name cannot be written',
};

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

function sizeText(bytes: number): string {
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 ? value : value.toFixed(1)} ${units[power] ?? 'B'}`;
}

import type { PageContent } from '#html/document.ts';
import { foldingTable } from '#html/folding-table.ts';
import { html, type Html } from '#html/markup.ts';
import { clip, maskAddresses, plural } from '#html/text.ts';

/** One setting as it holds. */
export interface InForce {
  /** At the top of the file. */
  key: string;
  path: string;
  value: string;
  from: 'file' | 'sample' | 'default';
}

const origins: Record<InForce['from'], string> = {
  file: 'the settings file',
  sample: 'the sample',
  default: 'what holds when nothing is said',
};

/** Rows of one page. */
const MOST = 200;

/** W6. All keys, or all of one; nothing that opens anything is among them. */
export function settingsPage(all: readonly InForce[], key: string): PageContent {
  const own = all.filter((one) => one.key === key);
  return own.length === 0 ? keysPage(all) : { title: `Settings: ${key}`, body: oneKey(own), back: ['/settings', 'Settings'] };
}

function keysPage(all: readonly InForce[]): PageContent {
  const keys = [...Map.groupBy(all, ({ key }) => key)];
  const table = foldingTable<(typeof keys)[number]>(
    [
      { label: 'Setting', of: ([key]) => html`<a href="/settings?key=${encodeURIComponent(key)}">${key}</a>` },
      { label: 'Holds', of: ([, rows]) => (rows.length === 1 ? valueOf(rows[0]) : plural(rows.length, 'value')) },
      { label: 'From', of: ([, rows]) => [...new Set(rows.map(({ from }) => origins[from]))].join('; ') },
    ],
    keys,
  );
  const body = html`<div class="card"><p>What holds here now. Settings are changed in the file, and hold from the next start; secrets come from the environment and are shown nowhere.</p>${table}</div>`;
  return { title: 'Settings', body };
}

function oneKey(rows: readonly InForce[]): Html {
  const table = foldingTable<InForce>(
    [
      { label: 'Setting', of: ({ path }) => html`<span class="mono">${path}</span>` },
      { label: 'Holds', of: valueOf },
      { label: 'From', of: ({ from }) => origins[from] },
    ],
    rows.slice(0, MOST),
  );
  return html`<div class="card">${table}${rows.length > MOST ? html`<p>… and ${rows.length - MOST} more.</p>` : undefined}</div>`;
}

function valueOf(one: InForce | undefined): string {
  return clip(maskAddresses(one?.value ?? ''), 200);
}

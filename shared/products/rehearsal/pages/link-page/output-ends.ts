import type { OutputEnds, StreamEnds } from '#contexts/operations/domain/stream-ends.ts';
import { html, type Html } from '#html/markup.ts';
import { fittingLines, maskAddresses, plural } from '#html/text.ts';

/** Characters of a line; what is longer is on the status page. */
const LONGEST = 200;

/** How both streams begin and end, in so many bytes at most; addresses are masked (R12). Errors come first. */
export function outputEnds({ stdout, stderr }: OutputEnds, lines: { stdout: number; stderr: number }, room: number): Html {
  return html`${stream('stderr', stderr, lines.stderr, room / 2)}${stream('stdout', stdout, lines.stdout, room / 2)}`;
}

function stream(name: 'stdout' | 'stderr', ends: StreamEnds, all: number, room: number): Html | undefined {
  if (all === 0) return undefined;
  const [first, last] = [
    fittingLines(ends.first.map(clipped), room / 2),
    fittingLines(ends.last.map(clipped).toReversed(), room / 2).toReversed(),
  ];
  const between = all - first.length - last.length;
  const gap = between > 0 && first.length + last.length > 0 ? [`… ${plural(between, 'more line')} …`] : [];
  return html`<h3>${name}, ${plural(all, 'line')}</h3><pre tabindex="0">${[...first, ...gap, ...last].join('\n')}</pre>`;
}

function clipped(line: string): string {
  const masked = maskAddresses(line.slice(0, LONGEST + 300));
  return masked.length > LONGEST ? `${masked.slice(0, LONGEST)}…` : masked;
}

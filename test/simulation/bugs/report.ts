import type { Hunted } from './hunt.ts';

const BEGIN = '<!-- report: written by npm run simulate:bugs, do not edit -->';
const END = '<!-- end of report -->';

/** One row for each bug, in Markdown. */
export function table(hunted: readonly Hunted[]): string {
  const rows = hunted.map(({ bug, caught, escaped = '' }) => {
    const [first] = caught;
    return first === undefined
      ? `| ${bug} | **escaped**: ${escaped.replaceAll(/[|\n]/g, ' ').slice(0, 200)} | |`
      : `| ${bug} | ${first.invariant} | ${caught.map(({ seed }) => seed).join(', ')} |`;
  });
  return ['| bug | caught by the invariant | at seeds |', '|---|---|---|', ...rows, ''].join('\n');
}

export function withTable(readme: string, report: string): string {
  const [before, rest] = readme.split(BEGIN);
  const [, after] = rest?.split(END) ?? [];
  if (before === undefined || after === undefined) throw new Error('the README has no place for the report');
  return `${before}${BEGIN}\n\n${report}\n${END}${after}`;
}

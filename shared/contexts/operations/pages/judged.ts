import { pointedAt } from '#contexts/intake/domain/reading/difference.ts';
import type { JudgedLine } from '#contexts/operations/domain/run/compared.ts';
import type { RunResult } from '#contexts/operations/domain/run/state.ts';

/** Most lines that a mail points at; the page has all that were kept. */
const MOST = 3;

/** R8. Lines that look the same and are not, with what no eye sees pointed at; for mails and pages alike, since it is what was promised. */
export function hiddenTexts(result: RunResult | undefined): string[] {
  const lines = (result?.judgement?.lines ?? []).filter(({ hidden }) => hidden !== undefined);
  const rest = lines.length - MOST;
  return [...lines.slice(0, MOST).map(hiddenText), ...(rest > 0 ? [`and ${rest} more that look the same but are not`] : [])];
}

function hiddenText({ expected, hidden }: JudgedLine): string {
  return `“${pointedAt(expected)}” was expected, “${pointedAt(hidden?.line ?? '')}” was printed: it ${hidden?.why ?? ''}`;
}

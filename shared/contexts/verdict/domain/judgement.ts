import { maskAddresses } from '#kernel/address.ts';
import type { JudgedLine, Judgement } from '#contexts/operations/domain/run/compared.ts';
import { describe, isMet, type ComparedLine, type Comparison } from './comparison.ts';
import { clipped } from './sample.ts';

/** Version of the rules that a run was judged by. Results without a judgement are of the rules before 2. */
export const JUDGING_RULES = 2;

/** Bytes of JSON that all judgements of one request may take together (Z3), and the least and the most of one. */
const ROOM = 36_000;
const LEAST = 800;
const MOST = 12_000;

/** The room of the next judgement of a request that has so many jobs and keeps these already: an equal share of what is left. */
export function roomFor(jobs: number, kept: readonly (Judgement | undefined)[]): number {
  const used = kept.reduce((sum, one) => sum + (one === undefined ? 0 : bytesOf(one)), 0);
  return Math.min(MOST, Math.max(LEAST, Math.floor((ROOM - used) / Math.max(1, jobs))));
}

/** Lines that are not met come first, then what was not expected, then the rest, as long as there is room. */
export function judgementOf(comparison: Comparison, room: number): Judgement {
  const judged = comparison.lines.map(judgedLine);
  const [unmet, met] = [judged.filter((line) => !isMet(line)), judged.filter(isMet)];
  let left = room - 120;
  const fitting = <T>(all: readonly T[], share: number): T[] => {
    const until = left - Math.floor(left * share);
    const kept: T[] = [];
    for (const one of all) {
      const size = bytesOf(one);
      if (left - size < until) break;
      left -= size;
      kept.push(one);
    }
    return kept;
  };
  const first = fitting(unmet, 0.6);
  const unexpected = fitting(comparison.unexpected.lines.map(shown), 0.6);
  const rest = fitting(met, 1);
  return {
    rules: JUDGING_RULES,
    lines: [...first, ...rest],
    unexpected: { count: comparison.unexpected.count, lines: unexpected },
    leftOut: { unmet: unmet.length - first.length, met: met.length - rest.length },
  };
}

/** As much of a kept judgement as a page has room for: what is not as expected comes first, and what is left out is counted. */
export function shortened(judgement: Judgement, room: number): Judgement {
  const { lines, unexpected, leftOut } = judgement;
  const [unmet, met] = [lines.filter((line) => !isMet(line)), lines.filter(isMet)];
  let left = room;
  const fitting = <T>(all: readonly T[]): T[] => {
    const end = all.findIndex((one) => (left -= onPage(one)) < 0);
    return end < 0 ? [...all] : all.slice(0, end);
  };
  const [wrong, more, right] = [fitting(unmet), fitting(unexpected.lines), fitting(met)];
  return {
    ...judgement,
    lines: [...wrong, ...right],
    unexpected: { count: unexpected.count, lines: more },
    leftOut: { unmet: leftOut.unmet + unmet.length - wrong.length, met: leftOut.met + met.length - right.length },
  };
}

/** What stands around a line on a page, in bytes. */
const ROW = 130;

/** Signs that markup escapes take more. */
function onPage(one: unknown): number {
  return bytesOf(one) + ROW + 5 * (JSON.stringify(one).match(/[&<>']|\\"/g)?.length ?? 0);
}

function judgedLine({ expected, state, actual, hidden }: ComparedLine): JudgedLine {
  return {
    expected: shown(describe(expected)),
    state,
    count: actual.count,
    actual: actual.lines.slice(0, 3).map(shown),
    ...(hidden === undefined ? {} : { hidden: { line: shown(hidden.line), why: hidden.why } }),
  };
}

function shown(line: string): string {
  return clipped(maskAddresses(line), 200);
}

function bytesOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length + 1;
}

import { LONGEST_TEXT, MOST_OF_ONE_RULE } from '#products/pipelines/domain/plan-file/limits.ts';
import type { PlanFile } from '#products/pipelines/domain/plan-file/plan.ts';
import { positionsIn } from '#products/pipelines/domain/plan-file/position.ts';
import type { Finding, Findings, Problem } from '#products/pipelines/domain/plan-file/problem.ts';
import { readTop } from '#products/pipelines/domain/plan-file/rules/top.ts';
import { parseYaml } from '#products/pipelines/domain/plan-file/yaml/parse.ts';
import { treeOf } from '#products/pipelines/domain/plan-file/yaml/tree.ts';

/** K1. What the file says, or everything that is wrong with it; warnings either way. */
export type ReadPlanFile =
  | { ok: true; plan: PlanFile; warnings: readonly Problem[] }
  | { ok: false; problems: readonly Problem[]; warnings: readonly Problem[] };

/** The same of a file that comes as bytes. */
export function readPlanBytes(bytes: Uint8Array): ReadPlanFile {
  const text = new TextDecoder().decode(bytes);
  if (isUtf8(bytes)) return readPlanFile(text);
  const position = positionsIn(text)(Math.max(text.indexOf('\uFFFD'), 0));
  return {
    ok: false,
    problems: [{ rules: ['Y01'], message: 'the text is not UTF-8', ...position, path: [], hint: 'Save it as UTF-8.' }],
    warnings: [],
  };
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes) !== undefined;
  } catch {
    return false;
  }
}

/** Reads the text of a `project.yaml`. It never throws, whatever the text is. */
export function readPlanFile(given: string): ReadPlanFile {
  const text = linesOf(given);
  const positionOf = positionsIn(text);
  const refused: Finding[] = [];
  const warned: Finding[] = [];
  const plan = read(text, positionOf, { refuse: into(refused), warn: into(warned) });
  const [problems, warnings] = [refused, warned].map((list) => placed(list, positionOf));
  if (plan === undefined || refused.length > 0) return { ok: false, problems: problems ?? [], warnings: warnings ?? [] };
  return { ok: true, plan, warnings: warnings ?? [] };
}

/** Lines that end with a line feed alone, without the mark that some editors put first: what positions are counted in. */
export function linesOf(text: string): string {
  return text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
}

function read(text: string, positionOf: ReturnType<typeof positionsIn>, findings: Findings): PlanFile | undefined {
  if (text.length > LONGEST_TEXT)
    return findings.refuse({ rule: 'L01', at: 0, message: `the file has more than ${LONGEST_TEXT} characters` });
  const document = parseYaml(text, findings);
  if (document === undefined) return undefined;
  const tree = treeOf(document.contents, findings, positionOf);
  return tree && readTop(tree, findings);
}

function into(list: Finding[]): (finding: Finding) => undefined {
  return (finding) => void list.push(finding);
}

/** In the order of the text; of one rule only the first ones. */
function placed(found: readonly Finding[], positionOf: ReturnType<typeof positionsIn>): Problem[] {
  const counts = new Map<string, number>();
  const problems = found.flatMap(({ rule, also = [], at, path = [], message, hint }): Problem[] => {
    const count = (counts.get(rule) ?? 0) + 1;
    counts.set(rule, count);
    if (count > MOST_OF_ONE_RULE) return [];
    return [{ rules: [rule, ...also], message, ...positionOf(at), path, ...(hint === undefined ? {} : { hint }) }];
  });
  return problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
}

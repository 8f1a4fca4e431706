import type { Problem } from '#products/pipelines/domain/plan-file/problem.ts';
import type { ReadPlanFile } from '#products/pipelines/domain/plan-file/read.ts';
import { plain } from './print.ts';

/** What is wrong with a file of a plan, for people: each with its place, its line, and what to do. */
export function reported(file: string, text: string, read: ReadPlanFile): string {
  const lines = text.split('\n');
  const problems = read.ok ? [] : read.problems;
  const blocks = [
    ...problems.map((one) => blockOf(file, lines, one, '')),
    ...read.warnings.map((one) => blockOf(file, lines, one, 'warning: ')),
    summaryOf(file, read),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function blockOf(file: string, lines: readonly string[], { rules, message, line, column, hint }: Problem, kind: string): string {
  return [
    `${file}:${line}:${column}  ${kind}${message}  [${rules.join(', ')}]`,
    ...shown(lines[line - 1] ?? '', line, column),
    ...(hint === undefined ? [] : [`  ${hint}`]),
  ].join('\n');
}

/** Characters of a line that are shown, about the place that is meant. */
const WIDTH = 120;

function shown(text: string, line: number, column: number): string[] {
  const from = Math.max(0, column - 1 - WIDTH / 2);
  const margin = `  ${line} | `;
  // One sign for each, so that the mark below stands right.
  const part = Array.from(text.slice(from, from + WIDTH), (sign) => plain(sign)).join('');
  const before = Array.from(text.slice(from, column - 1)).length;
  return [`${margin}${part}`.trimEnd(), `${' '.repeat(margin.length + before)}^`];
}

function summaryOf(file: string, read: ReadPlanFile): string {
  const warnings = counted(read.warnings.length, 'warning');
  if (!read.ok) return `${file} is not valid: ${counted(read.problems.length, 'problem')}, ${warnings}.`;
  const needs = read.plan.actions.reduce((sum, action) => sum + action.needs.length, 0);
  return `${file} is valid: version ${read.plan.version}, ${counted(read.plan.actions.length, 'action')}, ${counted(needs, 'need')}, ${warnings}.`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

import type { Level } from '#products/pipelines/domain/plan-file/plan.ts';
import { named } from '#products/pipelines/domain/plan-file/problem.ts';
import type { RuleId } from '#products/pipelines/domain/plan-file/rules/ids.ts';

/** What may be looked at outside of the backend. */
const MODERATE: readonly string[] = ['csv', 'jpg', 'jpeg', 'png', 'svg', 'svgz', 'html', 'txt', 'log', 'json', 'md'];

export interface PathProblem {
  rule: RuleId;
  message: string;
  hint: string;
}

/** O09 to O31. Everything that is wrong with the path of an output: characters, extension, form, and where it leads. */
export function problemsOfPath(path: string, level: Level): PathProblem[] {
  if (path.includes('\\')) return [{ rule: 'O09', message: `back slash in ${named(path)}`, hint: 'Write / between folders.' }];
  return [...wildcards(path), ...extension(path, level), ...form(path), ...place(path)];
}

function wildcards(path: string): PathProblem[] {
  const signs = [['**', 'O10'] as const, ['?', 'O11'] as const, ['[', 'O12'] as const];
  return signs.flatMap(([sign, rule]) => {
    const message = `only * is a wildcard: ${sign} stands in ${named(path)}`;
    return path.includes(sign) ? [{ rule, message, hint: 'A * stands for any part of one name of a folder or file.' }] : [];
  });
}

function extension(path: string, level: Level): PathProblem[] {
  const name = path.replace(/\/+$/, '').split('/').at(-1) ?? '';
  const dot = name.lastIndexOf('.');
  const suffix = name.slice(dot + 1);
  const needed = { message: `extension needed: ${named(path)}`, hint: 'Name the type of the file, for example output/table.csv.' };
  if (dot < 0) return [{ rule: 'O14', ...needed }];
  if (suffix === '') return [{ rule: 'O18', ...needed }];
  if (dot === 0) return [{ rule: 'O17', ...needed }];
  if (suffix.endsWith('*')) return [{ rule: 'O15', ...needed }];
  if (level !== 'moderately_sensitive' || MODERATE.includes(suffix)) return [];
  const message = `type not allowed: ${named(path)} is .${named(suffix)}`;
  return [{ rule: typeRule(name, suffix), message, hint: `${level} takes ${MODERATE.join(', ')}.` }];
}

function typeRule(name: string, suffix: string): RuleId {
  if (MODERATE.includes(suffix.toLowerCase())) return 'O21';
  const inner = name.split('.').slice(1, -1);
  return inner.some((one) => MODERATE.includes(one)) ? 'O20' : 'O19';
}

function form(path: string): PathProblem[] {
  const parts = path.replace(/^\//, '').split('/');
  const isAfterName = (at: number): boolean => path.startsWith('/') || parts.slice(0, at).some((one) => one !== '..' && one !== '.');
  const problem = (rule: RuleId): PathProblem[] => [
    {
      rule,
      message: `not in standard form: ${named(path)}`,
      hint: 'Write each folder once, without //, ./ or .. and without / at the end.',
    },
  ];
  if (parts.slice(0, -1).includes('')) return problem('O25');
  if (parts[0] === '.') return problem('O26');
  return parts.some((one, at) => one === '.' || one === '' || (one === '..' && isAfterName(at))) ? problem('O24') : [];
}

function place(path: string): PathProblem[] {
  const relative = 'Write the path from the workspace, for example output/table.csv.';
  if (path.startsWith('/')) return [{ rule: 'O30', message: `absolute path: ${named(path)}`, hint: relative }];
  if (/^[a-z]:\//i.test(path)) return [{ rule: 'O31', message: `absolute path of Windows: ${named(path)}`, hint: relative }];
  const [first] = path.split('/');
  if (first === '..') return [{ rule: 'O27', message: `outside the workspace: ${named(path)}`, hint: relative }];
  if (first !== 'metadata') return [];
  return [{ rule: 'O28', message: `in the metadata folder, which is not for outputs: ${named(path)}`, hint: 'Take another folder.' }];
}

import { formFields, formGroups, jobFields, jobGroups } from '#contexts/intake/domain/form/all.ts';
import type { Section } from '#contexts/intake/domain/form/field.ts';
import type { Problem } from '#contexts/intake/domain/submission.ts';
import { idOf } from '#html/fields.ts';
import { html, type Html } from '#html/markup.ts';
import { lowerFirst } from '#html/text.ts';

/** The field beside which a problem stands: the longest name that its path begins with. Undefined when there is none. */
function fieldOfPath(path: string, names: readonly string[]): string | undefined {
  const fitting = names.filter((name) => path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`));
  return fitting.toSorted((a, b) => b.length - a.length)[0];
}

export function problemByField(problems: readonly Problem[], names: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const problem of problems) {
    const name = fieldOfPath(problem.path, names);
    if (name === undefined) continue;
    const before = found.get(name);
    found.set(name, before === undefined ? told(problem, name) : `${before} ${told(problem, name)}`);
  }
  return found;
}

/** Every problem, each leading to its field. */
export function problemSummary(problems: readonly Problem[], names: readonly string[]): Html | undefined {
  if (problems.length === 0) return undefined;
  const heading =
    problems.length === 1
      ? 'There is 1 problem; nothing has been sent yet'
      : `There are ${problems.length} problems; nothing has been sent yet`;
  return html`<div class="note bad" role="alert" id="problems" tabindex="-1" autofocus><h2>${heading}</h2><ul>${inOrderOfForm(
    problems,
    names,
  ).map((problem) => {
    const name = fieldOfPath(problem.path, names);
    return html`<li>${name === undefined ? html`${problem.path === '' ? undefined : `${problem.path}: `}${problem.message}` : html`<a href="#${idOf(name)}">${labelOf(name)}: ${told(problem, name)}</a>`}</li>`;
  })}</ul></div>`;
}

/** As somebody comes by them from the top of the form; what has no field comes first. */
function inOrderOfForm(problems: readonly Problem[], names: readonly string[]): Problem[] {
  const places = new Map(problems.map((problem) => [problem, placeOf(fieldOfPath(problem.path, names), names)]));
  return problems.toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
}

/** As `pages/form-page.ts` puts its parts one below the other. */
const ORDER: readonly Section[] = ['what', 'job', 'job_more', 'feature', 'instructions', 'covers', 'local_test', 'release', 'more', 'you'];
const GROUPS: Readonly<Record<string, Section>> = { jobs: 'job', feature: 'feature', docCovers: 'covers' };

function placeOf(name: string | undefined, names: readonly string[]): number {
  if (name === undefined) return -1;
  const section = name.startsWith('jobs[') ? 'job' : (formFields.get(name)?.section ?? GROUPS[name] ?? 'what');
  return ORDER.indexOf(section) * names.length + names.indexOf(name);
}

/** Which of several lines is meant, where a field holds several. */
function told({ path, message }: Problem, name: string): string {
  const line = /^\[(\d+)\]/.exec(path.slice(name.length))?.[1];
  return line === undefined ? message : `(${Number(line) + 1}) ${message}`;
}

function labelOf(name: string): string {
  const [, row, field] = /^jobs\[(\d+)\]\.(.+)$/.exec(name) ?? [];
  if (row !== undefined && field !== undefined) return `Job ${Number(row) + 1}, ${lowerFirst(shortOf(jobFields, jobGroups, field))}`;
  return shortOf(formFields, formGroups, name);
}

function shortOf(fields: typeof formFields, groups: typeof formGroups, name: string): string {
  const found = fields.get(name);
  return found?.short ?? found?.label ?? groups.get(name)?.label ?? name;
}

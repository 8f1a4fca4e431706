import { placeholders, placeholdersIn } from '#contexts/operations/domain/command-template.ts';
import { poolProblems } from '#contexts/backends/settings/pools.ts';
import { defaultHeaders } from '#contexts/telling/sheet.ts';
import { placeProblems } from '#contexts/operations/settings/places.ts';
import { rightProblems } from '#contexts/access/settings/right-checks.ts';
import { calendarProblems } from './calendar-checks.ts';
import type { SettingsProblem } from '#contexts/access/settings/problems.ts';
import type { SettingsSketch } from './sketch.ts';

/** What no single field can tell: uniqueness, order, at least one admin, known placeholders. */
export function crossChecks(settings: SettingsSketch): SettingsProblem[] {
  const { people, repositories, backends, calendar } = settings;
  return [
    ...repeated(
      'people',
      'id',
      people.map((person) => person.id),
    ),
    ...repeated(
      'people',
      'email',
      people.map((person) => person.email?.toLowerCase()),
    ),
    ...repeated(
      'people',
      'githubLogin',
      people.map((person) => person.githubLogin?.toLowerCase()),
    ),
    ...rolesOf(settings),
    ...repeated(
      'repositories',
      'repository',
      repositories.map(({ owner, repository }) => owner && repository && `${owner}/${repository}`.toLowerCase()),
    ),
    ...ofBackends(settings),
    ...namesTwice(calendar.releases),
    ...calendarProblems(
      calendar,
      backends.map(({ slug }) => slug),
    ),
    ...receiversTwice(settings.events),
    ...sameHeaders(settings.sheet.headers),
    ...ladderOrder(settings.rules),
  ];
}

/** A7: two different ones, neither of them the author. */
function missingSecond({ people, rules }: SettingsSketch): SettingsProblem[] {
  const admins = people.filter(({ roles }) => roles.includes('admin')).length;
  if (rules.twoAdminRoles.length === 0 || admins !== 1) return [];
  return [{ path: 'rules.twoAdminRoles', message: 'takes two admins, and people has only one' }];
}

function ofBackends(settings: SettingsSketch): SettingsProblem[] {
  const slugs = settings.backends.map(({ slug }) => slug);
  return [...repeated('backends', 'slug', slugs), ...settings.backends.flatMap(backendProblems), ...jobPlaces(settings)];
}

function jobPlaces({ jobs, backends }: SettingsSketch): SettingsProblem[] {
  return [
    ...repeated(
      'jobs',
      'name',
      jobs.map(({ name }) => name),
    ),
    ...placeProblems('jobs', jobs, backends),
  ];
}

function namesTwice(releases: SettingsSketch['calendar']['releases']): SettingsProblem[] {
  return repeated(
    'calendar.releases',
    'name',
    releases.map(({ name }) => name),
  );
}

function receiversTwice({ receivers }: SettingsSketch['events']): SettingsProblem[] {
  return repeated(
    'events.receivers',
    'id',
    receivers.map(({ id }) => id),
  );
}

function repeated(list: string, field: string, values: readonly (string | undefined)[]): SettingsProblem[] {
  return values.flatMap((value, at) => {
    const first = value === undefined ? at : values.indexOf(value);
    return first === at ? [] : [{ path: `${list}[${at}].${field}`, message: `is the same as ${list}[${first}].${field}` }];
  });
}

/** At least one admin, two where a rule takes two, and admins for those who are away. */
function rolesOf(settings: SettingsSketch): SettingsProblem[] {
  return [...missingAdmin(settings.people), ...missingSecond(settings), ...strangeStandIns(settings.people), ...rightProblems(settings)];
}

/** Q6. */
function strangeStandIns(people: SettingsSketch['people']): SettingsProblem[] {
  return people.flatMap(({ id, away }, index) =>
    away.flatMap(({ standIn }, at) => {
      if (standIn === undefined) return [];
      const other = people.find((person) => person.id === standIn);
      if (standIn !== id && other?.roles.includes('admin') === true) return [];
      return [{ path: `people[${index}].away[${at}].standIn`, message: 'must be another person, who is an admin' }];
    }),
  );
}

function missingAdmin(people: SettingsSketch['people']): SettingsProblem[] {
  return people.some((person) => person.roles.includes('admin')) ? [] : [{ path: 'people', message: 'must have at least one admin' }];
}

function backendProblems(backend: SettingsSketch['backends'][number], index: number): SettingsProblem[] {
  const path = `backends[${index}]`;
  const forJob = placeholders.filter((name) => name !== 'repository');
  const forStep = placeholders.filter((name) => name !== 'job' && name !== 'module' && name !== 'parameters');
  const inSteps = (['deploySteps', 'afterSteps'] as const).flatMap((list) =>
    backend[list].flatMap((step, at) => unknownPlaceholders(`${path}.${list}[${at}].command`, step.command ?? [], forStep)),
  );
  return [
    ...repeated(`${path}.deploySteps`, 'name', stepNames(backend.deploySteps)),
    ...repeated(`${path}.afterSteps`, 'name', stepNames(backend.afterSteps)),
    ...stepsTwice(path, backend),
    ...poolProblems(path, backend),
    ...inSteps,
    ...unknownPlaceholders(`${path}.jobCommand`, backend.jobCommand, forJob),
    ...unknownPlaceholders(`${path}.verifyCommand`, backend.verifyCommand, forStep),
  ];
}

function stepNames(steps: readonly { name?: string | undefined }[]): (string | undefined)[] {
  return steps.map(({ name }) => name);
}

/** A step is known by its name, before the jobs and after them. */
function stepsTwice(path: string, { deploySteps, afterSteps }: SettingsSketch['backends'][number]): SettingsProblem[] {
  const known = stepNames(deploySteps);
  return afterSteps.flatMap(({ name }, at) =>
    name !== undefined && known.includes(name)
      ? [{ path: `${path}.afterSteps[${at}].name`, message: `is the same as ${path}.deploySteps[${known.indexOf(name)}].name` }]
      : [],
  );
}

function unknownPlaceholders(path: string, template: readonly string[], known: readonly string[]): SettingsProblem[] {
  return placeholdersIn(template)
    .filter((name) => !known.includes(name))
    .map((name) => ({ path, message: `has the unknown placeholder {${name}}; known are ${known.map((each) => `{${each}}`).join(' ')}` }));
}

/** Columns are found by their text, so no two may be alike (N4). */
function sameHeaders(over: Readonly<Record<string, string>>): SettingsProblem[] {
  const texts = Object.entries<string>({ ...defaultHeaders, ...over }).map(
    ([column, text]) => [column, text.trim().toLowerCase()] as const,
  );
  return Object.keys(over).flatMap((column) => {
    const other = texts.find(([name, text]) => name !== column && text === over[column]?.trim().toLowerCase());
    return other === undefined ? [] : [{ path: `sheet.headers.${column}`, message: `is the same text as the header of ${other[0]}` }];
  });
}

function ladderOrder(rules: SettingsSketch['rules']): SettingsProblem[] {
  const due = rules.answerWithinHours ?? 24;
  const everyone = rules.ladder?.everyoneAfterHours ?? 20;
  const assignee = rules.ladder?.assigneeAfterHours ?? 12;
  if (assignee < everyone && everyone < due) return [];
  return [{ path: 'rules.ladder', message: 'must rise: assigneeAfterHours, everyoneAfterHours, answerWithinHours' }];
}

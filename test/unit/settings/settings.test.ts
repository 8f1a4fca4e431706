import { describe, expect, test } from '@jest/globals';
import { sampleSettings } from '#infra/embedded/sample-settings.ts';
import { mergeSettings, parseSettings, requireSettings, type SettingsInput } from '#functions/wiring/settings.ts';
import { calendarWarnings, domainRules } from '#products/rehearsal/settings.ts';

const sample: SettingsInput = sampleSettings({ data: '/data', publicUrl: 'http://127.0.0.1:8080' });

const MOMENT = 'must be a date, a local time such as 2026-12-05T23:59, or an instant such as 2026-12-05T23:59:00+01:00';

function problemsOver(overrides: unknown): string[] {
  const parsed = parseSettings(mergeSettings(sample, overrides));
  return parsed.ok ? [] : parsed.problems.map(({ path, message }) => `${path}: ${message}`);
}

describe('settings', () => {
  test('E3 the sample is right, and defaults are filled in', () => {
    const settings = requireSettings(sample);
    expect(settings.rules).toMatchObject({
      answerWithinHours: 24,
      undoMinutes: 10,
      mergeOnApproval: false,
      ladder: { assigneeAfterHours: 12, everyoneAfterHours: 20 },
    });
    expect(settings.sheet).toEqual({ tab: 'Approvals', headers: {}, approvalColumn: 'S' });
    expect(settings.calendar.formula).toMatchObject({ weekday: 'saturday', ordinal: 1 });
    expect(settings.repositories[0]?.path).toBe('/data/sample-project.git');
    expect(settings.backends[0]).toMatchObject({ slug: 'local', executor: 'agent', afterSteps: [] });
  });

  test('D6 after-steps are known to the rules; nobody is asked in one, and none has the name of another step', () => {
    const [backend] = sample.backends;
    const caches = { name: 'caches', kind: 'command', timeoutMinutes: 5, command: ['true'] } as const;
    const first = backend?.deploySteps[0]?.name ?? '';
    const over = (afterSteps: unknown[]): string[] => problemsOver({ backends: [{ ...backend, afterSteps }] });
    expect(over([caches, { ...caches, name: 'data', kind: 'refresh_data' }])).toEqual([]);
    expect(over([{ name: 'look', kind: 'manual', timeoutMinutes: 5, instructions: 'look' }])).toEqual([
      'backends[0].afterSteps[0].kind: cannot be an after-step: nobody is asked then',
    ]);
    expect(over([caches, caches, { ...caches, name: first }])).toEqual([
      'backends[0].afterSteps[1].name: is the same as backends[0].afterSteps[0].name',
      'backends[0].afterSteps[2].name: is the same as backends[0].deploySteps[0].name',
    ]);
    const settings = requireSettings(mergeSettings(sample, { backends: [{ ...backend, afterSteps: [caches] }] }));
    expect(domainRules(settings).backends[0]?.afterSteps).toEqual([{ name: 'caches', kind: 'command', timeout: 300_000 }]);
  });

  test('E3 a setting that has moved says where to', () => {
    expect(problemsOver({ backends: [{ ...sample.backends[0], probe: { command: ['x'] } }] })).toContain(
      'backends[0].probe: is not a known setting any more: write it as probes.maintenance',
    );
  });

  test('E3 every problem is listed, of shape and across fields, in one go', () => {
    const broken = {
      publicUrl: 'http://example.org/',
      people: [
        { id: 'Ana', name: 'Ana', email: 'ana@example.org', roles: ['tester'] },
        { id: 'ben', name: 'Ben', email: 'ANA@example.org', roles: ['boss'], age: 3 },
        { id: 'ben', name: '', email: 'no address', roles: [] },
      ],
      colour: 'red',
    };
    expect(problemsOver(broken).toSorted()).toEqual([
      'colour: is not a known setting',
      'people: must have at least one admin',
      'people[0].id: must be lower-case letters, digits and hyphens, at most 40',
      'people[1].age: is not a known setting',
      'people[1].email: is the same as people[0].email',
      'people[1].roles[0]: must be one of: admin, tester, release_coordinator, qa_lead, operator, researcher, developer, viewer',
      'people[2].email: must be an e-mail address',
      'people[2].id: is the same as people[1].id',
      'people[2].name: must not be empty',
      'people[2].roles: must have a role',
      'publicUrl: must have no slash, query or fragment at its end',
    ]);
  });

  test('A7 two admins want two admins', () => {
    const [one] = [{ id: 'ana', name: 'Ana', email: 'ana@example.org', roles: ['admin'] }];
    const two = { ...one, id: 'ben', email: 'ben@example.org' };
    const rules = { twoAdminRoles: ['migration'] };
    expect(problemsOver({ people: [one], rules })).toEqual(['rules.twoAdminRoles: takes two admins, and people has only one']);
    expect(problemsOver({ people: [one, two], rules })).toEqual([]);
    expect(problemsOver({ people: [one] })).toEqual([]);
    expect(domainRules(requireSettings(mergeSettings(sample, { people: [one, two], rules }))).twoAdminRoles).toEqual(['migration']);
  });

  test('E3 a step has the fields of its kind, and only those', () => {
    const [backend] = sample.backends;
    const steps = [
      { name: 'a', kind: 'command', timeoutMinutes: 1 },
      { name: 'b', kind: 'manual', timeoutMinutes: 1, instructions: 'Look.', command: ['true'] },
      { name: 'b', kind: 'smoke', timeoutMinutes: 0, job: { name: 'CountTask', module: 'm' } },
      { name: 'd', kind: 'dance', timeoutMinutes: 1 },
    ];
    const problems = problemsOver({ backends: [{ ...backend, deploySteps: steps }] });
    expect(problems.map((problem) => problem.slice('backends[0].deploySteps'.length).split(': ')[0])).toEqual([
      '[0].command',
      '[1].command',
      '[2].timeoutMinutes',
      '[2].job.name',
      '[3].kind',
      '[2].name',
    ]);
  });

  test('E6 a template uses known placeholders only, each where it means something', () => {
    const [backend] = sample.backends;
    const command = ['run', '{job}', '{jobs}'];
    const problems = problemsOver({
      backends: [{ ...backend, jobCommand: command, deploySteps: [{ name: 'a', kind: 'command', timeoutMinutes: 1, command }] }],
    });
    expect(problems).toEqual([
      'backends[0].deploySteps[0].command: has the unknown placeholder {job}; known are {sha} {workdir} {ref} {repository} {agent} {node}',
      'backends[0].deploySteps[0].command: has the unknown placeholder {jobs}; known are {sha} {workdir} {ref} {repository} {agent} {node}',
      'backends[0].jobCommand: has the unknown placeholder {jobs}; known are {job} {module} {parameters} {sha} {workdir} {ref} {agent} {node}',
    ]);
  });

  test('C2 cutoffs are read to instants once, and their order is checked', () => {
    const right = {
      timeZone: 'Europe/Vienna',
      releases: [{ name: '5.2', softCutoff: '2026-12-05T12:00:00+01:00', hardCutoff: '2026-12-05T23:59:00+01:00' }],
    };
    const merged = mergeSettings(sample, { calendar: right });
    expect(requireSettings(merged).calendar.releases).toEqual([
      { name: '5.2', softCutoff: Date.UTC(2026, 11, 5, 11), hardCutoff: Date.UTC(2026, 11, 5, 22, 59) },
    ]);
    expect(
      problemsOver({
        calendar: {
          ...right,
          releases: [
            { name: '5.2', softCutoff: '2026-12-06T12:00:00Z', hardCutoff: '2026-12-05T12:00:00Z' },
            { name: '5.2', softCutoff: 'soon', hardCutoff: '2026-02-30' },
          ],
        },
      }),
    ).toEqual([
      `calendar.releases[1].hardCutoff: ${MOMENT}`,
      `calendar.releases[1].softCutoff: ${MOMENT}`,
      'calendar.releases[1].name: is the same as calendar.releases[0].name',
      'calendar.releases[0].hardCutoff: must not be before the soft cutoff',
    ]);
    expect(problemsOver({ calendar: { timeZone: 'Europe/Atlantis' } })).toEqual([
      'calendar.timeZone: must be a time zone such as Europe/Vienna',
    ]);
  });

  test('N4 sheet headers are of known columns and differ from one another', () => {
    expect(problemsOver({ sheet: { headers: { job: 'Class', approvedBy: 'Sign-off' } } })).toEqual([]);
    const problems = problemsOver({ sheet: { headers: { job: 'request ', role: 'Class', kind: 'class', mood: 'Mood' } } });
    expect(problems).toEqual([
      expect.stringMatching(/^sheet\.headers/),
      'sheet.headers.job: is the same text as the header of request',
      'sheet.headers.role: is the same text as the header of kind',
      'sheet.headers.kind: is the same text as the header of role',
    ]);
  });

  test('decisions get the settings in their own units, releases earliest first', () => {
    const releases = [
      { name: '5.3', softCutoff: '2027-01-02T12:00:00Z', hardCutoff: '2027-01-02T23:59:00Z' },
      { name: '5.2', softCutoff: '2026-12-05T12:00:00Z', hardCutoff: '2026-12-05T23:59:00Z' },
    ];
    const rules = domainRules(requireSettings(mergeSettings(sample, { calendar: { releases } })));
    expect(rules).toMatchObject({ answerWithin: 24 * 3_600_000, undoWithin: 600_000, defaultBackend: 'local', gatesOff: [] });
    expect(rules.backends[0]?.deploySteps[1]).toEqual({ name: 'deploy', kind: 'command', timeout: 300_000 });
    expect(rules.releases.map(({ name }) => name)).toEqual(['5.2', '5.3']);
  });

  test('G4 G5 where the jobs are is a path inside the repository, and the rest has its usual value', () => {
    const [first] = sample.repositories;
    const layout = { registryFile: 'core/jobs/registry.py', jobsFolder: 'core/jobs/batch_jobs' };
    const { jobLayouts, redLabels } = domainRules(requireSettings(mergeSettings(sample, { repositories: [{ ...first, ...layout }] })));
    expect(jobLayouts).toEqual([{ owner: 'oppia', repository: 'oppia', ...layout, testSuffix: '_test' }]);
    expect(redLabels).toEqual(["PR: don't merge"]);
    for (const registryFile of ['/etc/passwd', '../x.py', 'a//b', 'a/./b', 'a\\b']) {
      expect(problemsOver({ repositories: [{ ...first, registryFile }] })).toEqual([
        'repositories[0].registryFile: must be a path inside the repository',
      ]);
    }
  });

  test('S2 the ladder rises', () => {
    expect(problemsOver({ rules: { answerWithinHours: 10 } })).toEqual([
      'rules.ladder: must rise: assigneeAfterHours, everyoneAfterHours, answerWithinHours',
    ]);
    expect(problemsOver({ rules: { answerWithinHours: 10, ladder: { assigneeAfterHours: 2, everyoneAfterHours: 4 } } })).toEqual([]);
  });

  test('E3 an override replaces a top-level key whole; null takes an optional one away', () => {
    const people = [{ id: 'zoe', name: 'Zoe', email: 'zoe@example.org', roles: ['admin'] }];
    expect(requireSettings(mergeSettings(sample, { people })).people).toEqual(people);
    expect(
      requireSettings(mergeSettings({ ...sample, chat: { webhook: 'https://chat.example.org/x' } }, { chat: null })).chat,
    ).toBeUndefined();
    for (const notAnObject of [null, [], 'text', 3]) expect(problemsOver(notAnObject)).not.toEqual([]);
    expect(() => requireSettings({})).toThrow(/people/);
  });
});

describe('the calendar in the settings', () => {
  test('C2 a row is a date at its usual time, a local time, or an instant; without a zone it is in the calendar’s', () => {
    const releases = [
      { name: '5.2', hardCutoff: '2026-12-05' },
      { name: '5.3', hardCutoff: '2027-03-28T02:30', softCutoff: '2027-03-27' },
      { name: '5.4', hardCutoff: '2027-05-01T20:00:00Z', month: '2027-05' },
    ];
    const calendar = { timeZone: 'Europe/Vienna', formula: { softDaysBefore: 2, softTime: '09:00' }, releases };
    const rows = requireSettings(mergeSettings(sample, { calendar })).calendar.releases;
    expect(rows.map(({ softCutoff, hardCutoff }) => [softCutoff, hardCutoff].map((at) => new Date(at).toISOString()))).toEqual([
      ['2026-12-03T08:00:00.000Z', '2026-12-05T22:59:00.000Z'],
      // That half hour was skipped: it moves forward.
      ['2027-03-27T08:00:00.000Z', '2027-03-28T01:30:00.000Z'],
      ['2027-04-29T07:00:00.000Z', '2027-05-01T20:00:00.000Z'],
    ]);
  });

  test('C2 what may be meant is listed as a warning and stops nothing', () => {
    const releases = [
      { name: '5.2', hardCutoff: '2026-12-02' },
      { name: '5.3', hardCutoff: '2027-01-02' },
    ];
    const { calendar } = requireSettings(mergeSettings(sample, { calendar: { releases } }));
    expect(calendarWarnings(calendar).map(({ path, message }) => `${path} ${message}`)).toEqual([
      'calendar.releases[0] 5.2 is cut on a Wednesday (2026-12-02), unlike the others',
      "calendar.releases[0] 5.2 is cut on 2026-12-02, 3 days before the formula's 2026-12-05",
    ]);
  });

  test('C8 freezes are dated or weekly; what cannot be meant is a problem', () => {
    const dated = { kind: 'dated', name: 'audit week', from: '2026-12-07', to: '2026-12-12T12:00', backends: ['local'] };
    const weekly = { kind: 'weekly', name: 'weekend', weekdays: ['friday'], from: '18:00', to: '06:00', untilWeekday: 'monday' };
    const { freezes } = domainRules(
      requireSettings(mergeSettings(sample, { calendar: { timeZone: 'Asia/Kolkata', freezes: [dated, weekly] } })),
    );
    expect(freezes).toEqual([
      { ...dated, from: Date.UTC(2026, 11, 6, 18, 30), to: Date.UTC(2026, 11, 12, 6, 30) },
      { ...weekly, timeZone: 'Asia/Kolkata' },
    ]);
    expect(
      problemsOver({
        calendar: {
          freezes: [
            { ...dated, to: '2026-12-01', backends: ['moon'] },
            { ...weekly, weekdays: [] },
          ],
        },
      }),
    ).toEqual([
      expect.stringMatching(/^calendar\.freezes\[1\]\.weekdays/),
      'calendar.freezes[0].to: must be after its beginning',
      'calendar.freezes[0].backends: names moon, and there is no such backend',
    ]);
  });
});

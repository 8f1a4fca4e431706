import { describe, expect, test } from '@jest/globals';
import { hanging, look, passing, red } from '#test/support/gates-in-the-way.ts';
import {
  allGates,
  answersTo,
  begin,
  clocks,
  does,
  effects,
  factsOf,
  headMoves,
  mailsTo,
  MINUTE,
  openQuestion,
  recordGates,
  SHA,
  tries,
  wait,
  type Story,
} from '#test/support/given-request.ts';
import { deployed, granted, approves, runPasses, throughReview } from '#test/support/request-steps.ts';
import { people } from '#test/support/sample-request.ts';

describe('a gate that fell later', () => {
  test.each<[string, () => Story]>([
    ['in review', () => passing()],
    ['queued', () => throughReview(passing())],
    ['running', () => deployed(granted(throughReview(passing())))],
    ['awaiting its verdict', () => runPasses(deployed(granted(throughReview(passing()))))],
  ])('G7 G9 %s: the admins are offered to waive it, owe nothing, and it goes on by itself', (_where, make) => {
    const story = make();
    const { status } = story.state;
    look(story, [red('lint')]);
    expect(story.state.fallen).toBeDefined();
    const asked = openQuestion(story.state, 'gates');
    expect(effects(story, 'send_mail').filter(({ to, question }) => to === 'grace' && question === asked.id)).toMatchObject([
      { template: 'gates_fell' },
    ]);
    expect(clocks(story, 'gates', 'running')).toEqual([]);
    expect(answersTo(story, 'grace', asked.id, 'return')?.code).toBe('not_possible_now');
    expect(answersTo(story, 'grace', asked.id, 'waive', { comment: 'lint is broken on develop' })).toBeUndefined();
    expect(story.state.fallen).toBeUndefined();
    expect([status === 'running' || story.state.status === status, factsOf(story, 'gates_hold').length]).toEqual([true, 1]);
  });

  test('G7 approved and held before its merge: waived, it is merged; it cannot be rejected any more', () => {
    const story = runPasses(deployed(granted(throughReview(passing()))));
    approves(story);
    expect(story.state.status).toBe('approved');
    look(story, [red('lint')]);
    const { id } = openQuestion(story.state, 'gates');
    expect(answersTo(story, 'grace', id, 'reject')?.code).toBe('not_possible_now');
    expect(answersTo(story, 'grace', id, 'waive')).toBeUndefined();
    expect([story.state.status, story.state.fallen]).toEqual(['approved', undefined]);
  });
});

describe('operators', () => {
  test('B4 G7 without a reason the admins are asked, with a clock, whatever the gate', () => {
    const story = hanging(red('lint'));
    does(story, { command: 'waive_gates', gates: [], operator: 'olga' });
    expect(openQuestion(story.state, 'gates')).toMatchObject({ putBy: 'olga' });
    expect([clocks(story, 'gates', 'running').length, mailsTo(story, 'grace')]).toEqual([1, ['gates_waivable']]);
    expect(tries(story, { command: 'waive_gates', gates: [], operator: 'olga' })).toBeUndefined();
    expect(mailsTo(story, 'grace')).toHaveLength(1);
  });

  test('B4 G11 an operator who is no admin names one, and both stand on the record; authors do neither', () => {
    const story = hanging(red('lint'));
    const waives = (operator: string, as?: string): string | undefined =>
      tries(story, { command: 'waive_gates', gates: ['checks'], operator, reason: 'r', ...(as === undefined ? {} : { as }) })?.code;
    expect([waives('olga'), waives('olga', 'tim'), waives('ada'), waives('ada', 'grace'), waives('olga', 'ada')]).toEqual([
      'not_allowed',
      'not_allowed',
      'author_decides_nothing',
      'author_decides_nothing',
      'author_decides_nothing',
    ]);
    expect(waives('olga', 'grace')).toBeUndefined();
    expect(story.state.waivers).toMatchObject([{ by: 'grace', operator: 'olga' }]);
  });
});

describe('nobody to decide', () => {
  test('G11 every admin is an author: the release team is told, once', () => {
    const story = begin();
    const authors = { logins: [], people: people.filter(({ roles }) => roles.includes('admin')).map(({ id }) => id) };
    const gates = allGates();
    does(story, { command: 'record_gates', headSha: SHA, gates, authors });
    expect(factsOf(story, 'nobody_decides')).toHaveLength(1);
    const told = effects(story, 'send_mail').filter(({ template }) => template === 'nobody_decides');
    expect(told.map(({ to }) => to).toSorted()).toEqual(
      people
        .filter(({ roles }) => roles.some((one) => one === 'release_coordinator' || one === 'qa_lead'))
        .map(({ id }) => id)
        .toSorted(),
    );
    wait(story, MINUTE);
    headMoves(story);
    expect(factsOf(story, 'nobody_decides')).toHaveLength(1);
  });

  test('A7 G11 where two must approve, all but one being authors is told as well; where one is enough, it is not', () => {
    const admins = people.filter(({ roles }) => roles.includes('admin')).map(({ id }) => id);
    const authors = { logins: [], people: admins.slice(1) };
    const told = (role: 'migration' | 'other'): number => {
      const story = begin({ jobs: [{ step: 'm', role }], rules: { twoAdminRoles: ['migration'] } });
      does(story, { command: 'record_gates', headSha: SHA, gates: allGates(), authors });
      return factsOf(story, 'nobody_decides').length;
    };
    expect([told('migration'), told('other')]).toEqual([1, 0]);
  });

  test('A7 G11 I16 it is known without the host, too, but not before the first look: the form and who had it before are enough', () => {
    const [one, ...others] = people.filter(({ roles }) => roles.includes('admin'));
    const contributor = { name: 'An Admin', email: one?.email ?? '', githubLogin: one?.githubLogin ?? 'one' };
    const onlyOne = people.filter(({ id, roles }) => !roles.includes('admin') || id === one?.id || id === others[0]?.id);
    const rules = { people: onlyOne, twoAdminRoles: ['migration' as const] };
    const story = begin({ jobs: [{ step: 'm', role: 'migration' }], submission: { contributor }, rules });
    expect(factsOf(story, 'nobody_decides')).toEqual([]);
    does(story, { command: 'record_gates', headSha: SHA, gates: allGates() });
    expect(story.state.authors).toBeUndefined();
    expect(factsOf(story, 'nobody_decides')).toHaveLength(1);
  });
});

test('W5 B4 who is named as having waived hears of it once, for all gates, and of nothing that they did themselves', () => {
  const mailed = (operator: string, as?: string): unknown[] => {
    const story = begin();
    recordGates(story, { checks: 'failed', audit: 'failed' });
    does(story, { command: 'waive_gates', gates: ['checks', 'audit'], operator, reason: 'known', ...(as === undefined ? {} : { as }) });
    return story.wanted.flatMap(({ effect }) => (effect.kind === 'send_mail' && effect.template === 'recorded_for_you' ? [effect] : []));
  };
  expect(mailed('operator.olga', 'grace')).toMatchObject([
    { to: 'grace', waived: 'checks, audit', reason: 'known', through: 'operator.olga' },
  ]);
  expect(mailed('grace')).toEqual([]);
});

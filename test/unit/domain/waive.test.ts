import { describe, expect, test } from '@jest/globals';
import type { Gate, GateName } from '#contexts/gates/domain/gates.ts';
import { each, hindrancesOf, printOf } from '#contexts/gates/domain/hindrances.ts';
import { letTimePass } from '#test/support/clock-watch.ts';
import { develop, hanging, look, red, silent, wakes } from '#test/support/gates-in-the-way.ts';
import {
  allGates,
  answers,
  answersTo,
  begin,
  clocks,
  does,
  effects,
  factsOf,
  HOUR,
  isAsked,
  mailsTo,
  openQuestion,
  SHA,
  tries,
  wait,
} from '#test/support/given-request.ts';

describe('a gate that hangs', () => {
  test('G7 S1 pending for 24 hours, it is put before the admins by mail, with a clock of their own; not a moment earlier', () => {
    const story = hanging();
    expect(effects(story, 'keep_clock')).toEqual([{ kind: 'keep_clock', hanging: story.now }]);
    wait(story, 24 * HOUR - 1);
    wakes(story);
    expect([isAsked(story.state, 'gates'), mailsTo(story, 'grace')]).toEqual([false, []]);
    wait(story, 1);
    wakes(story);
    expect(clocks(story, 'gates', 'running')).toMatchObject([{ startedAt: story.now, dueAt: story.now + 24 * HOUR }]);
    expect([mailsTo(story, 'grace'), mailsTo(story, 'alan'), mailsTo(story, 'ada')]).toEqual([['gates_waivable'], ['gates_waivable'], []]);
    wakes(story);
    expect(mailsTo(story, 'grace')).toHaveLength(1);
  });

  test('G7 S4 with the timer lost, the next look puts it before them', () => {
    const story = hanging();
    wait(story, 25 * HOUR);
    look(story, [silent('lee')]);
    expect(clocks(story, 'gates', 'running')).toHaveLength(1);
  });

  test('G7 the settings say how long', () => {
    const story = begin({ rules: { gatesPendingFor: HOUR } });
    look(story, [silent('lee')]);
    wait(story, HOUR);
    wakes(story);
    expect(isAsked(story.state, 'gates')).toBe(true);
  });

  test('G7 a gate that changes its reason hangs on; one that passes, or fails, begins anew', () => {
    const story = hanging();
    wait(story, 23 * HOUR);
    look(story, [silent('lee', 'kim')]);
    expect(story.state.hanging).toEqual([{ gate: 'reviewers', since: story.now - 23 * HOUR }]);
    look(story, [{ ...red('a'), gate: 'reviewers' }]);
    expect(story.state.hanging).toBeUndefined();
    wait(story, 2 * HOUR);
    look(story, [silent('lee')]);
    wakes(story);
    expect(isAsked(story.state, 'gates')).toBe(false);
  });

  test('S2 S4 the ladder: all are reminded, and a breach is recorded exactly once', () => {
    const story = hanging();
    wait(story, 24 * HOUR);
    wakes(story);
    letTimePass(story, 80 * HOUR);
    expect(factsOf(story, 'clock_breached')).toHaveLength(1);
    expect(mailsTo(story, 'grace').filter((one) => one === 'answer_reminder').length).toBeGreaterThan(2);
    expect(mailsTo(story, 'contributor')).toContain('answer_awaited');
  });

  test('S3 the clock pauses when the gate passes, and goes on with what was left; an answer ends it', () => {
    const story = hanging();
    wait(story, 24 * HOUR);
    wakes(story);
    wait(story, 10 * HOUR);
    look(story);
    expect(story.state.status).toBe('in_review');
    expect(clocks(story, 'gates', 'paused')).toMatchObject([{ remaining: 14 * HOUR }]);
    expect(isAsked(story.state, 'gates')).toBe(false);
    look(story, [silent('lee')]);
    wait(story, 24 * HOUR);
    wakes(story);
    expect(clocks(story, 'gates', 'running')).toMatchObject([{ dueAt: story.now + 14 * HOUR }]);
    expect(answers(story, 'grace', 'gates', 'waive')).toBeUndefined();
    expect(clocks(story, 'gates', 'stopped')).toMatchObject([{ answeredBy: 'grace' }]);
  });

  test('S3 Q2 returned with a question, the clock pauses, and the answer brings it back to its gates', () => {
    const story = hanging();
    wait(story, 24 * HOUR);
    wakes(story);
    answers(story, 'grace', 'gates', 'return', { comment: 'Will lee come back?' });
    expect([story.state.status, clocks(story, 'gates', 'paused').length]).toEqual(['returned', 1]);
    expect(factsOf(story, 'gates_fell')).toEqual([]);
    answers(story, 'contributor', 'return', 'answer', { comment: 'No.' });
    expect(story.state.status).toBe('waiting_for_gates');
    expect([clocks(story, 'gates', 'running').length, mailsTo(story, 'grace')]).toEqual([1, ['gates_waivable', 'gates_waivable']]);
  });

  test('Q2 what passes while the contributor was asked goes to review with the answer', () => {
    const story = hanging();
    wait(story, 24 * HOUR);
    wakes(story);
    answers(story, 'grace', 'gates', 'return', { comment: 'Will lee come back?' });
    look(story);
    expect(story.state.status).toBe('returned');
    answers(story, 'contributor', 'return', 'answer', { comment: 'Yes.' });
    expect([story.state.status, clocks(story, 'review', 'running').length]).toEqual(['in_review', 1]);
  });

  test('A4 it can be rejected', () => {
    const story = hanging();
    wait(story, 24 * HOUR);
    wakes(story);
    answers(story, 'grace', 'gates', 'reject', { comment: 'Nobody reviews this.' });
    expect([story.state.status, clocks(story, 'gates', 'stopped').length]).toEqual(['rejected', 1]);
  });
});

describe('a waiver', () => {
  test.each<[string, Gate]>([
    ['pull_request', { gate: 'pull_request', state: 'failed', why: 'It is a draft.', hindrances: each('draft', ['']) }],
    ['checks', red('lint')],
    ['reviewers', silent('lee')],
    ['registry', { gate: 'registry', state: 'failed', why: 'No class.', hindrances: each('problem', ['no class']) }],
    ['test_file', { gate: 'test_file', state: 'failed', why: 'No test.', hindrances: each('untested', ['m']) }],
    ['audit', { gate: 'audit', state: 'failed', why: 'No audit.', hindrances: each('no_audit', ['s']) }],
  ])('G7 of %s lets it go on, names what it covers, and stays on the record', (name, gate) => {
    const story = hanging(gate);
    does(story, { command: 'waive_gates', gates: [name as GateName], operator: 'grace', reason: 'It is known.' });
    expect(story.state).toMatchObject({
      status: 'in_review',
      waivers: [{ gate: name, by: 'grace', reason: 'It is known.', headSha: SHA, baseRef: 'develop', covers: hindrancesOf(gate) }],
    });
    expect(answers(story, 'grace', 'review', 'accept')).toBeUndefined();
    expect(story.state.status).toBe('queued');
  });

  test('G7 covers what was seen, and another failure of the same gate opens it again', () => {
    const story = hanging();
    wait(story, 24 * HOUR);
    wakes(story);
    answers(story, 'grace', 'gates', 'waive');
    expect(answers(story, 'grace', 'review', 'accept')).toBeUndefined();
    look(story, [{ gate: 'reviewers', state: 'failed', why: 'kim asked for changes.', hindrances: each('changes', ['kim']) }]);
    expect(story.state.fallen?.gates).toEqual(['reviewers']);
    expect(tries(story, { command: 'grant_turn', fencing: 1 })?.code).toBe('not_possible_now');
  });

  test('G7 G9 of a gate that nobody could see it ends once the host has told of it: what was seen is not passed over', () => {
    const unseen: Gate = { gate: 'checks', state: 'pending', why: 'The host is away.', unseen: true, hindrances: each('unseen', ['']) };
    const story = hanging(unseen);
    does(story, { command: 'waive_gates', gates: ['checks'], operator: 'grace', reason: 'It was green an hour ago.' });
    expect(story.state.status).toBe('in_review');
    look(story, [unseen]);
    expect(story.state.waivers).toMatchObject([{ gate: 'checks', covers: [{ what: 'unseen' }] }]);
    look(story, [red('lint')]);
    expect(story.state).toMatchObject({ waivers: [{ ended: 'seen' }], fallen: { gates: ['checks'] } });
    const { id } = openQuestion(story.state, 'review');
    const looked = { headSha: SHA, base: develop, gates: allGates().map((one) => (one.gate === 'checks' ? unseen : one)) };
    const accept = { command: 'answer', question: id, action: 'accept', details: { comment: '' }, looked } as const;
    expect(tries(story, accept, { kind: 'person', id: 'grace' })?.code).toBe('host_unreachable');
    look(story);
    expect(answers(story, 'grace', 'review', 'accept')).toBeUndefined();
  });

  test('G7 a decision looks anew: what it sees beside the waiver refuses it', () => {
    const story = hanging();
    wait(story, 24 * HOUR);
    wakes(story);
    answers(story, 'grace', 'gates', 'waive');
    const { id } = openQuestion(story.state, 'review');
    const looked = { headSha: SHA, base: develop, gates: allGates().map((one) => (one.gate === 'reviewers' ? silent('lee', 'kim') : one)) };
    const details = { comment: '' };
    expect(
      tries(story, { command: 'answer', question: id, action: 'accept', details, looked }, { kind: 'person', id: 'grace' })?.code,
    ).toBe('gates_fallen');
  });

  test('G7 G10 another base ends it, before the review too, and everybody sees that', () => {
    const story = hanging(red('lint'), silent('lee'));
    does(story, { command: 'waive_gates', gates: ['checks'], operator: 'grace', reason: 'known' });
    look(story, [red('lint'), silent('lee')], { base: { ref: 'release', sha: 'e'.repeat(40) } });
    expect(story.state).toMatchObject({ status: 'waiting_for_gates', waivers: [{ gate: 'checks', ended: 'base' }] });
    expect(mailsTo(story, 'grace')).toContain('base_moved');
    look(story, [red('lint')]);
    expect(story.state.status).toBe('waiting_for_gates');
  });

  test('G7 of several open gates it names its own; what has changed since it was read is not waived', () => {
    const story = hanging(red('lint'), silent('lee'));
    wait(story, 24 * HOUR);
    wakes(story);
    const { id } = openQuestion(story.state, 'gates');
    expect(answersTo(story, 'grace', id, 'waive')).toMatchObject({
      code: 'detail_missing',
      message: expect.stringContaining('checks, reviewers'),
    });
    const seen = printOf(hindrancesOf(silent('lee')));
    expect(answersTo(story, 'grace', id, 'waive', { gates: [{ gate: 'audit' }] })?.code).toBe('gates_changed');
    look(story, [red('lint'), silent('lee', 'kim')]);
    expect(answersTo(story, 'grace', id, 'waive', { gates: [{ gate: 'reviewers', seen }] })?.code).toBe('gates_changed');
    expect(answersTo(story, 'ada', id, 'waive', { gates: [{ gate: 'reviewers' }] })?.code).toBe('author_decides_nothing');
    expect(answersTo(story, 'tim', id, 'waive', { gates: [{ gate: 'reviewers' }] })?.code).toBe('not_allowed');
    expect(answersTo(story, 'grace', id, 'waive', { comment: '', gates: [{ gate: 'reviewers' }] })?.code).toBe('comment_missing');
    const now = printOf(hindrancesOf(silent('kim', 'lee')));
    expect(
      answersTo(story, 'grace', id, 'waive', {
        gates: [
          { gate: 'reviewers', seen: printOf(story.state.gates.flatMap((one) => (one.gate === 'reviewers' ? hindrancesOf(one) : []))) },
        ],
      }),
    ).toBeUndefined();
    expect(now).not.toBe(seen);
    expect([story.state.status, isAsked(story.state, 'gates')]).toEqual(['waiting_for_gates', false]);
  });

  test('G7 what is waived hangs no more; another reason has its own time', () => {
    const story = hanging();
    wait(story, 24 * HOUR);
    wakes(story);
    answers(story, 'grace', 'gates', 'waive');
    look(story, [silent('lee', 'kim')]);
    expect(story.state.hanging).toEqual([{ gate: 'reviewers', since: story.now }]);
    expect(isAsked(story.state, 'gates')).toBe(false);
  });

  test('G7 nobody waives what there is no commit of', () => {
    const story = begin();
    const gone: Gate = { gate: 'pull_request', state: 'failed', why: 'There is none.', hindrances: each('missing', ['']) };
    look(story, [gone]);
    expect(tries(story, { command: 'waive_gates', gates: ['pull_request'], operator: 'grace', reason: 'r' })).toMatchObject({
      code: 'not_waivable',
      message: expect.stringContaining('nothing can be deployed'),
    });
    expect(tries(story, { command: 'waive_gates', gates: [], operator: 'olga' })?.code).toBe('not_waivable');
  });
});

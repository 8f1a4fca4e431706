import { describe, expect, test } from '@jest/globals';
import { eventTypes, type Outlet, type RequestEvent } from '#products/rehearsal/domain/announce/event.ts';
import { answers, begin, effects, HOUR, recordGates, tries, wait, type Story } from '#test/support/given-request.ts';
import { announcement } from '#products/rehearsal/pages/announcements.ts';
import { approvedAll } from '#test/support/announced.ts';
import { granted, throughReview } from '#test/support/request-steps.ts';
import { sampleRules } from '#test/support/sample-request.ts';

const all: Outlet = { channel: 'dashboard', events: eventTypes };

function told(story: Story, channel = 'dashboard'): RequestEvent[] {
  const events = effects(story, 'announce').flatMap((effect) => (effect.channel === channel ? [effect.event] : []));
  return events.filter((event): event is RequestEvent => event.type !== 'release.cut');
}

describe('what is announced', () => {
  test('N6 the life of a request, in order, each with its version', () => {
    const events = told(approvedAll([all]));
    expect(events.map(({ type }) => type)).toEqual([
      'request.submitted',
      'request.gates_passed',
      'request.accepted',
      'deployment.started',
      'deployment.finished',
      'run.started',
      'run.finished',
      'verdict.asked',
      'request.approved',
    ]);
    expect(events.map(({ version }) => version)).toEqual(events.map(({ version }) => version).toSorted((a, b) => a - b));
    expect(events.at(-3)).toMatchObject({ step: 'CountTopicsJob', outcome: 'succeeded', change: 'oppia/oppia#12345' });
  });

  test('N6 nothing of a person leaves the house', () => {
    const story = approvedAll([all]);
    const { name, email, githubLogin } = story.state.submission.contributor;
    for (const kept of [name, email, githubLogin, 'grace'])
      expect(JSON.stringify(told(story)).toLowerCase()).not.toContain(kept.toLowerCase());
  });

  test('N6 each outlet hears what it asked for, and nobody hears of an address that is not proven', () => {
    const outlets: Outlet[] = [all, { channel: 'chat', events: ['request.withdrawn'] }];
    const story = begin({ rules: { outlets } });
    recordGates(story);
    answers(story, 'contributor', 'withdraw', 'withdraw');
    expect(told(story, 'chat').map(({ type }) => type)).toEqual(['request.withdrawn']);
    const stranger = begin({ via: 'form', rules: { outlets } });
    expect(effects(stranger, 'announce')).toEqual([]);
    answers(stranger, 'contributor', 'confirm', 'confirm');
    expect(told(stranger).map(({ type }) => type)).toEqual(['request.submitted']);
  });

  test('N6 S4 a breach is told once', () => {
    const story = begin({ rules: { outlets: [all] } });
    recordGates(story);
    const { id, ...clock } = story.state.clocks[0] ?? { id: '' };
    wait(story, 25 * HOUR);
    tries(story, { command: 'climb_ladder', clock: id, dueAt: 'dueAt' in clock ? clock.dueAt : 0 });
    tries(story, { command: 'climb_ladder', clock: id, dueAt: 'dueAt' in clock ? clock.dueAt : 0 });
    expect(told(story).filter(({ type }) => type === 'clock.breached')).toMatchObject([{ clock: id, status: 'in_review' }]);
  });

  test('D4 a backend that is down meanwhile says so when its turn begins and ends, with what is down', () => {
    const backends = sampleRules.backends.map((backend) => ({ ...backend, downtime: 'no writes' }));
    const events = told(approvedAll([all], { backends })).filter(({ type }) => type.startsWith('downtime.'));
    expect(events).toMatchObject([
      { type: 'downtime.started', backend: 'local', downtime: 'no writes' },
      { type: 'downtime.ended', backend: 'local', downtime: 'no writes' },
    ]);
    expect(
      announcement(
        events.slice(0, 1).map((event) => ({ key: '1', event })),
        'https://rehearsal.example/board',
      ),
    ).toMatch(/on local\) needs downtime, which starts now: no writes\./);
  });

  test('D4 a turn that ends before anything was deployed ends its downtime too', () => {
    const backends = sampleRules.backends.map((backend) => ({ ...backend, downtime: 'all of it' }));
    const story = granted(throughReview(begin({ rules: { backends, outlets: [all] } })));
    answers(story, 'contributor', 'withdraw', 'withdraw');
    expect(told(story).flatMap(({ type }) => (type.startsWith('downtime.') ? [type] : []))).toEqual(['downtime.started', 'downtime.ended']);
  });

  test('N6 C4 what a cutoff moves is told like what an admin defers; what it leaves where it is is not', () => {
    for (const [essential, expected] of [
      [undefined, [{ release: '3.4.2' }]],
      [{ essential: true, essentialReason: 'It must.' }, []],
    ] as const) {
      const story = begin({ submission: { targetRelease: '3.4.1', ...essential }, rules: { outlets: [all] } });
      tries(story, { command: 'cut_off', release: '3.4.1', cutoff: story.now, to: '3.4.2' });
      expect(told(story).filter(({ type }) => type === 'request.deferred')).toMatchObject(expected);
    }
  });

  test('N6 an installation that tells nobody has no such effects', () => {
    expect(effects(approvedAll([]), 'announce')).toEqual([]);
  });
});

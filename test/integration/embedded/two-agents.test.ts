import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { agentNotices, agentsAtHome } from '#infra/embedded/agents.ts';
import { countStates } from '#infra/embedded/demo/forms.ts';
import { sampleSettings } from '#infra/embedded/sample-settings.ts';
import { ask, eventually, mailReader, press, startEmbedded, stateOf, type Embedded } from '#test/support/embedded.ts';

let home: Embedded;
let next: ReturnType<typeof mailReader>;

beforeAll(async () => {
  const [local] = sampleSettings({ data: '.', publicUrl: 'https://rehearsal.example.org' }).backends;
  home = await startEmbedded({ settings: { backends: [local, { ...local, slug: 'other', name: 'Another place' }] } });
  next = mailReader(home);
});

afterAll(() => home.stop());

test('E3 B10 a second agent backend at home has a token and an agent too: what is asked of it runs there', async () => {
  const id = await ask(home, { ...countStates({ explorations: 6, states: 21, invalid: 0 }), backend: 'other' });
  await press(home, await next('ana@', id, 'review wanted'), 'Accept');
  const ran = await eventually('the job to have run', async () => {
    const state = await stateOf(home, id);
    return state.status === 'awaiting_verdict' || state.status === 'deployment_failed' ? state : undefined;
  });
  expect(ran).toMatchObject({ status: 'awaiting_verdict', backend: 'other', turn: { backend: 'other' } });
}, 120_000);

test('E3 B10 a backend whose token the environment gives has its agent elsewhere, and the start says so; the first is always here', () => {
  const backends = ['local', 'other', 'remote'].map((slug) => ({ slug, executor: 'agent' })) as never;
  expect(agentsAtHome({ backends })).toEqual({ here: ['local', 'other', 'remote'], elsewhere: [] });
  expect(agentNotices({ backends })).toEqual([]);
  const given = { local: ['x'], remote: ['y'] };
  expect(agentsAtHome({ backends }, given)).toEqual({ here: ['local', 'other'], elsewhere: ['remote'] });
  expect(agentNotices({ backends }, given)).toEqual([expect.stringContaining('the agent of remote is not started here')]);
});

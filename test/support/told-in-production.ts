import { expect } from '@jest/globals';
import type { MailSeen } from '#infra/embedded/demo/client.ts';
import { operatorTokenOf, post, press, stateOf, textOf, type Embedded, type mailReader } from '#test/support/embedded.ts';

/** A9. Failed, as somebody says; then otherwise, by their own link and by whoever is signed in. */
export async function toldInProduction(
  home: Embedded,
  next: ReturnType<typeof mailReader>,
  { id, job, other }: { id: string; job: string; other: string },
  approved: MailSeen,
  status: string,
): Promise<void> {
  const jobs = { chosen: 'yes', 'jobs[1].told': 'yes' };
  expect((await post(home, approved, 'It failed', { ...jobs, comment: '' })).status).toBe(422);
  const { before } = await press(home, approved, 'It failed', { ...jobs, comment: 'KeyError: exploration 17' });
  expect(textOf(before)).toContain('Of which jobs?');
  for (const to of ['carla@example.com', 'ana@', 'rita@'])
    expect((await next(to, id, 'FAILED IN PRODUCTION', other)).text).toContain('> KeyError: exploration 17');
  await press(home, await next('rita@', id, 'recorded'), 'It ran', { ...jobs, comment: 'it was another job' });
  const token = await operatorTokenOf(home.data);
  const say = (name: string): Promise<Response> =>
    fetch(`${home.runtime.url}/links/production/${name}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: new URLSearchParams({ step: job, outcome: 'not_run', text: 'only the count was wanted' }),
      redirect: 'manual',
    });
  // Its secret link alone records nothing, whoever has it.
  expect((await say(status.split('/').at(-1) ?? '')).status).toBe(404);
  expect((await say(id)).status).toBe(303);
  const page = textOf((await home.client.get(`/requests/${id}`)).text);
  for (const words of ['Ran in production , according to Rita', 'Was not run in production', 'KeyError: exploration 17', 'Record it'])
    expect(page).toContain(words);
  expect((await stateOf(home, id)).production?.map(({ outcome, by }) => [outcome, by])).toEqual([
    ['failed', 'rita'],
    ['run', 'rita'],
    ['not_run', expect.any(String)],
  ]);
}

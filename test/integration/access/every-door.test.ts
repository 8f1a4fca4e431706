import { globSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readAudit } from '#contexts/access/app/audit/read.ts';
import { changeAccount } from '#contexts/access/app/accounts.ts';
import { PROOF_FIELD } from '#html/proof.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { invite, openHouse, toReview, type House } from '#test/support/page-house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse({ token: 't'.repeat(40) });
  const changing = { id: 'c1', by: { kind: 'person', id: 'grace' } } as const;
  const vic = { command: 'invite_person', named: 'grace', profile: { name: 'Vic', email: 'vic@example.org' } } as const;
  await changeAccount(kernelOf(house.system), 'vic', changing, vic);
});
afterEach(() => house.close());

/** What was refused to Vic, as the audit log has it. */
async function refusals(): Promise<string[]> {
  const { entries } = await readAudit(house.system.store, { who: 'person:vic', outcome: 'denied' }, { limit: 50 });
  return entries.map(({ permission = '' }) => permission);
}

test('W5 at every door what is refused to somebody without a role is in the audit log: pages, jobs, deciding, mails, concerns, production, operations', async () => {
  const guest = await invite(house);
  await toReview(guest);
  const cookie = await house.signedIn('vic');
  const own = await (await fetch(`${house.url}/start`, { headers: { cookie, accept: 'text/html' } })).text();
  const proof = new RegExp(`name="${PROOF_FIELD}" value="([^"]+)"`).exec(own)?.[1] ?? '';
  expect(proof).not.toBe('');
  const doors: [method: string, path: string, permission: string][] = [
    ['GET', '/audit', 'audit.read'],
    ['GET', '/jobs', 'jobs.read'],
    ['GET', `/requests/${guest.id}/answers/1/accept`, 'requests.decide'],
    ['POST', `/links/mails/${guest.id}`, 'requests.read'],
    ['POST', `/links/concerns/${guest.id}`, 'requests.read'],
    ['POST', `/links/production/${guest.id}`, 'requests.record'],
    ['POST', '/links/notices/again', 'mails.send'],
    ['POST', '/do/backend_pause', 'backends.switch'],
  ];
  const seen = new Set<string>();
  for (const [method, path, permission] of doors) {
    const before = (await refusals()).length;
    const fields = {
      backend: 'local',
      why: 'x',
      mail: 'm',
      text: 'x',
      [PROOF_FIELD]: proof,
      _proof: proof,

      _given: 'backend',
    };
    const answer = await fetch(`${house.url}${path}`, {
      method,
      redirect: 'manual',
      headers: { accept: 'text/html', cookie, origin: house.url },
      ...(method === 'POST' ? { body: new URLSearchParams(fields) } : {}),
    });
    expect([path, [403, 404].includes(answer.status)]).toEqual([path, true]);
    const after = await refusals();
    // The same refusal again is counted with the first.
    expect([path, after.length]).toEqual([path, seen.has(permission) ? before : before + 1]);
    expect([path, after.includes(permission)]).toEqual([path, true]);
    seen.add(permission);
  }
});

test('W5 who types an address at the sign-in is somebody, and who signs in is told with the way by which they came', async () => {
  await fetch(`${house.url}/sign-in/mail`, {
    method: 'POST',
    redirect: 'manual',
    headers: { accept: 'text/html', origin: house.url },
    body: new URLSearchParams({ email: 'grace@example.org' }),
  });
  await house.signedIn('grace');
  const { entries } = await readAudit(house.system.store, { kind: 'account', id: 'grace' }, { limit: 20 });
  const said = entries.map(({ command, who, door }) => [command, who, door]);
  expect(said).toContainEqual(['ask_sign_in', 'somebody', 'sign-in']);
  expect(said).toContainEqual(['sign_in', 'person:grace', 'sign-in by mail']);
});

test('W5 doors ask by the one way that notes what it refuses', () => {
  const allowed = [
    'shared/contexts/access/app/ask-right.ts',
    'shared/contexts/access/app/may-see.ts',
    'shared/contexts/access/app/authorize.ts',
  ];
  const files = globSync('{functions,shared,infra}/**/*.ts').filter((file) => /\bauthorize\(/.test(readFileSync(file, 'utf8')));
  expect(files.filter((file) => !allowed.includes(file))).toEqual([]);
});

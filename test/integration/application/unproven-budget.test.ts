import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { takeSubmission, type Arrival, type Intake, type Taken } from '#products/rehearsal/app/intake.ts';
import { execute } from '#products/rehearsal/app/requests.ts';
import { DAY, HOUR } from '#kernel/time.ts';
import { overQuotaText } from '#contexts/intake/pages/over-quota.ts';
import { sampleContext, sampleForm } from '#test/support/sample-submission.ts';
import { openWorld, type World } from '#test/support/application/world.ts';

const quotas = { perContributor: 20, perChange: 10, perDay: 500, unproven: { perContributor: 2, perChange: 3, perDay: 5 } };

function createIntake(): Intake {
  let count = 0;
  return { open: true, context: sampleContext, quotas, newId: () => `rq${(count += 1)}`, statusUrl: (id) => `https://status/${id}` };
}

let deliveries = 0;

function arrival(via: Arrival['via'], name: string, pull: number, emailVerified?: boolean): Arrival {
  const contributor = { name, email: `${name}@example.org`, githubLogin: name, ...(emailVerified === undefined ? {} : { emailVerified }) };
  const form = sampleForm({ contributor, pullRequest: `https://github.com/oppia/oppia/pull/${pull}` });
  return { deliveryId: `d${(deliveries += 1)}`, bodyHash: 'hash', via, form };
}

function budget(taken: Taken): unknown {
  return 'budget' in taken ? taken.budget : taken.result;
}

async function confirm({ system }: World, requestId: string): Promise<void> {
  const details = { comment: '' };
  await execute(system, requestId, (at) => ({
    id: `confirm:${requestId}`,
    at,
    by: { kind: 'contributor' },
    command: 'answer',
    question: 1,
    action: 'confirm',
    details,
  }));
}

describe('I13 what has not proved itself', () => {
  test('I13 ten unsigned forms for one pull request leave the author’s signed form its room', async () => {
    const { system } = openWorld();
    const intake = createIntake();
    const taken: unknown[] = [];
    for (let n = 0; n < 10; n += 1) taken.push(budget(await takeSubmission(system, intake, arrival('form', `stranger${n}`, 7))));
    expect(taken.filter((one) => one === 'accepted')).toHaveLength(3);
    expect(taken.at(-1)).toEqual({ of: 'unproven', per: 'perChange', limit: 3 });
    expect(await takeSubmission(system, intake, arrival('webhook', 'author', 7))).toMatchObject({ result: 'accepted' });
  });

  test('I13 a flood of unsigned forms and of typed addresses closes intake for nobody who is signed and known', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.boolean(), fc.nat(30), fc.nat(8)), { maxLength: 60 }), async (flood) => {
        const { system } = openWorld();
        const intake = createIntake();
        for (const [signed, who, pull] of flood)
          await takeSubmission(
            system,
            intake,
            signed ? arrival('webhook', `s${who}`, pull + 1, false) : arrival('form', `s${who}`, pull + 1),
          );
        const ids = ['all', 'unproven-all'] as const;
        const [proven, unproven] = await Promise.all(ids.map((id) => system.store.get({ collection: 'quotas', id })));
        expect(proven).toBeUndefined();
        expect(unproven?.count ?? 0).toBeLessThanOrEqual(quotas.unproven.perDay);
        expect(await takeSubmission(system, intake, arrival('webhook', 's1', 1))).toMatchObject({ result: 'accepted' });
      }),
      { numRuns: 20 },
    );
  });

  test('I13 a form whose address was confirmed makes room for the next one, a withdrawn or forgotten one does not', async () => {
    const world = openWorld();
    const intake = createIntake();
    await takeSubmission(world.system, intake, arrival('form', 'ada', 1));
    await takeSubmission(world.system, intake, arrival('form', 'ada', 2));
    expect(budget(await takeSubmission(world.system, intake, arrival('form', 'ada', 3)))).toEqual({
      of: 'unproven',
      per: 'perContributor',
      limit: 2,
    });
    await confirm(world, 'rq1');
    expect(await takeSubmission(world.system, intake, arrival('form', 'ada', 3))).toMatchObject({ result: 'accepted' });
    expect(await takeSubmission(world.system, intake, arrival('form', 'ada', 4))).toMatchObject({ result: 'over_quota' });
    world.time.now += DAY;
    expect(await takeSubmission(world.system, intake, arrival('form', 'ada', 4))).toMatchObject({ result: 'accepted' });
  });

  test('I13 what says of itself that it is verified is not, on our own form page', async () => {
    const { system } = openWorld();
    await takeSubmission(system, createIntake(), arrival('form', 'ada', 1, true));
    expect(await system.store.get({ collection: 'quotas', id: 'all' })).toBeUndefined();
    expect((await system.store.get({ collection: 'requests', id: 'rq1' }))?.status).toBe('waiting_for_confirmation');
  });

  test('I13 the refusal says which budget it is, and when there is room again', () => {
    expect(overQuotaText({ of: 'proven', per: 'perChange', limit: 10 }, 23 * HOUR)).toBe(
      'At most 10 requests for one pull request are accepted per day, and that limit has been reached. Nothing was stored. Send it again in 23 h.',
    );
    expect(overQuotaText({ of: 'unproven', per: 'perDay', limit: 50 }, 90 * 60_000 - 1)).toBe(
      'At most 50 requests a day in total may wait for the confirmation of their address, and that limit has been reached. Nothing was stored. ' +
        'Send it again in 1 h 30 min, or sooner, once the waiting ones are confirmed through the link in their mail.',
    );
  });
});

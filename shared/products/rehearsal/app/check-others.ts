import { checkStored, everyEntry } from '#kernel/app/check-stored.ts';
import type { CheckedRecord, RecordFault } from '#kernel/check-record.ts';
import { storedPlans } from '#contexts/plans/app/stored-plans.ts';
import { backendSlugs } from '#contexts/backends/app/named.ts';
import { listAccounts } from '#contexts/access/app/accounts.ts';
import { storedAccounts } from '#contexts/access/app/stored-accounts.ts';
import { storedTokens } from '#contexts/access/app/stored-tokens.ts';
import { listTokens } from '#contexts/access/app/tokens.ts';
import { listSchedules } from '#contexts/schedules/app/schedules.ts';
import { storedSchedules } from '#contexts/schedules/app/stored-schedules.ts';
import { releaseRef } from '#contexts/calendar/app/release-ref.ts';
import { storedBackends } from '#contexts/backends/app/stored-backends.ts';
import { storedIntake } from '#products/rehearsal/app/stored-intake.ts';
import { storedReleases } from '#contexts/calendar/app/stored-releases.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** Plans of one backend that are looked at. */
const MOST_PLANS = 100;
/** Holders of tokens that are looked at, and accounts. */
const MOST_HOLDERS = 200;

/** Schedules that are looked at, the last changed first. */
const MOST_SCHEDULES = 200;

type Checked = { name: string; faults: RecordFault[] | undefined };

/** Z4: every process of the installation but its requests: backends, releases that the settings name, the intake switch, holders' tokens, people's accounts, schedules, plans that go on, and what other products have. One that nothing has happened to is not there. */
export async function checkOthers(system: System): Promise<CheckedRecord[]> {
  const { releases } = system.rules;
  const backends = await backendSlugs(system);
  const found = await Promise.all([
    ...backends.map((slug) => checkBackend(system, slug)),
    ...releases.map(({ name }) => checkRelease(system, name)),
    checkIntake(system),
  ]);
  const holders = await listTokens(system, { limit: MOST_HOLDERS });
  const tokens = await Promise.all(holders.map(({ id }) => checkTokens(system, id)));
  const people = await listAccounts(system, { limit: MOST_HOLDERS });
  const accounts = await Promise.all(people.map(({ id }) => checkAccount(system, id)));
  const kept = await listSchedules(system, { open: true, limit: MOST_SCHEDULES });
  const schedules = await Promise.all(kept.map(({ id }) => checkSchedule(system, id)));
  const plans = await Promise.all(backends.map((slug) => checkPlans(system, slug)));
  const ours = [...found, ...tokens, ...accounts, ...schedules, ...plans.flat()].flatMap(({ name, faults }) =>
    faults === undefined ? [] : [{ name, faults }],
  );
  return [...ours, ...((await system.others?.records(system)) ?? [])];
}

async function checkBackend(system: System, slug: string): Promise<Checked> {
  const faults = await checkStored(system, storedBackends, {
    document: () => system.store.get({ collection: 'backends', id: slug }),
    entries: () => everyEntry((place) => system.store.query({ index: 'backendTimelineInOrder', parent: slug, equal: {}, ...place })),
  });
  return { name: `backend ${slug}`, faults };
}

async function checkRelease(system: System, name: string): Promise<Checked> {
  const ref = releaseRef(system, name);
  const faults = await checkStored(system, storedReleases, {
    document: () => system.store.get(ref),
    entries: () => everyEntry((place) => system.store.query({ index: 'releaseTimelineInOrder', parent: ref.id, equal: {}, ...place })),
  });
  return { name: `release ${name}`, faults };
}

async function checkIntake(system: System): Promise<Checked> {
  const faults = await checkStored(system, storedIntake, {
    document: async () => {
      const known = await system.store.get({ collection: 'operations', id: 'intake' });
      return known?.id === 'intake' ? known : undefined;
    },
    entries: () => everyEntry((place) => system.store.query({ index: 'operationsTimelineNewest', parent: 'intake', equal: {}, ...place })),
  });
  return { name: 'intake', faults };
}

async function checkTokens(system: System, holder: string): Promise<Checked> {
  const faults = await checkStored(system, storedTokens, {
    document: () => system.store.get({ collection: 'tokens', id: holder }),
    entries: () => everyEntry((place) => system.store.query({ index: 'tokenTimelineInOrder', parent: holder, equal: {}, ...place })),
  });
  return { name: `tokens of ${holder}`, faults };
}

async function checkAccount(system: System, person: string): Promise<Checked> {
  const faults = await checkStored(system, storedAccounts, {
    document: () => system.store.get({ collection: 'accounts', id: person }),
    entries: () => everyEntry((place) => system.store.query({ index: 'accountTimelineInOrder', parent: person, equal: {}, ...place })),
  });
  return { name: `account ${person}`, faults };
}

async function checkSchedule(system: System, id: string): Promise<Checked> {
  const faults = await checkStored(system, storedSchedules, {
    document: () => system.store.get({ collection: 'schedules', id }),
    entries: () => everyEntry((place) => system.store.query({ index: 'scheduleTimelineInOrder', parent: id, equal: {}, ...place })),
  });
  return { name: `schedule ${id}`, faults };
}

async function checkPlans(system: System, backend: string): Promise<Checked[]> {
  const found = await system.store.query({ index: 'plansReady', equal: { readyOn: backend }, limit: MOST_PLANS });
  return Promise.all(found.map(({ document }) => checkPlan(system, document.id)));
}

async function checkPlan(system: System, id: string): Promise<Checked> {
  const faults = await checkStored(system, storedPlans, {
    document: () => system.store.get({ collection: 'plans', id }),
    entries: () => everyEntry((place) => system.store.query({ index: 'planTimelineInOrder', parent: id, equal: {}, ...place })),
  });
  return { name: `plan ${id}`, faults };
}

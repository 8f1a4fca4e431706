import path from 'node:path';
import { readPlanPage } from '#contexts/plans/app/read.ts';
import { pageId } from '#contexts/plans/app/stored-plans.ts';
import type { Step } from '#contexts/plans/domain/step.ts';
import { openSqliteStore } from '#platform/embedded/sqlite-store.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { openWorld } from '#test/support/application/world.ts';
import { begins, ends, keep, pagesOf, stateOf } from '#test/support/plan-house.ts';
import { bareSqlite } from '../bare-commits.ts';
import type { Figure, SectionResult } from '../figures.ts';
import { interleave } from '../interleave.ts';
import type { Written } from '../intake-alone.ts';
import { makePlace } from '../place.ts';
import { median } from '../statistics.ts';
import { collections } from '#functions/wiring/collections.ts';

const STEPS = 5_000;
const ROUNDS = 100;
const input = { command: ['python', 'analysis/run.py', 'x'.repeat(250)], outputs: { moderate: 'output/table.csv' } };

/** O1. A plan of 5,000 steps made, one of its steps moved, and a page of it shown, each beside the store's own work for the same documents. */
export async function benchPlan(): Promise<SectionResult> {
  const place = await makePlace();
  const file = path.join(place.folder, 'store.sqlite');
  const { system } = openWorld({ store: openSqliteStore({ collections, path: file }) });
  const steps = Array.from({ length: STEPS }, (_, n): Step => {
    return { name: `action_${n}`, group: 'main', needs: n < 200 ? [] : [`action_${n - 200}`], program: 'command', input };
  });
  const bare = bareSqlite(file);
  let made = 0;
  await keep(system, 'plan', steps);
  const all = await documentsOf(system);
  const making = await interleave({ make: () => keep(system, `plan-${(made += 1)}`, steps), bare: () => bare.commit(all) }, 5, 1);
  const own = all.slice(0, 2);
  let moved = 0;
  const moving = await interleave(
    { move: () => move(system, (moved += 1)), bare: () => bare.commit([...own, ...own.slice(0, 1)]) },
    ROUNDS,
    10,
  );
  const showing = await interleave({ show: () => readPlanPage(system.store, 'plan', 20), bare: () => readTwo(system) }, ROUNDS, 10);
  bare.close();
  await system.store.close();
  await place.remove();
  const figures = [
    figure(`${STEPS} steps made`, making.make, 'bare commit of the same documents', making.bare),
    figure('one step moved, found by its name', moving.move, 'bare commit of plan, page and one more', moving.bare),
    figure('a page shown, with counts of all', showing.show, 'the same two documents read', showing.bare),
  ];
  return { figures, remarks: [`${all.length} documents in all; SQLite with synchronous=FULL.`] };
}

function figure(name: string, subject: number[], floor: string, bare: number[]): Figure {
  return { name: `${name}, p50`, value: median(subject), unit: 'ms', floor: { name: floor, value: median(bare) } };
}

/** Plan and pages, under ids of their own: the floor writes them again and again. */
async function documentsOf(system: System): Promise<Written[]> {
  const state = await stateOf(system, 'plan');
  const pages = await pagesOf(system, 'plan');
  return [
    { ref: { collection: 'plans', id: 'bare' }, text: JSON.stringify({ state }) },
    ...pages.map((page): Written => ({ ref: { collection: 'planPages', parent: 'bare', id: pageId(page.n) }, text: JSON.stringify(page) })),
  ];
}

/** Begins one, and the next time ends it. */
async function move(system: System, n: number): Promise<void> {
  const name = `action_${Math.ceil(n / 2)}`;
  await (n % 2 === 1 ? begins(system, 'plan', name) : ends(system, 'plan', name));
}

async function readTwo({ store }: System): Promise<void> {
  await store.get({ collection: 'plans', id: 'plan' });
  await store.get({ collection: 'planPages', parent: 'plan', id: pageId(20) });
}

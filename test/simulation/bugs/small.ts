import { parseArgs } from 'node:util';
import { isClosed } from '#domain/request/state.ts';
import { HOUR, MINUTE } from '#domain/time.ts';
import { arrives, stateOf } from '#test/support/application/requests.ts';
import { sampleAsk } from '#test/support/sample-request.ts';
import { openSimulation, type Simulation } from '../scheduler.ts';
import { Broken, checkAtRest } from './small-invariants.ts';

/** Plays seeds until an invariant breaks, and says which on a line of JSON. Exit code 1: one broke. */
const { values } = parseArgs({ options: { seeds: { type: 'string' }, from: { type: 'string' }, json: { type: 'boolean' } } });
const from = Number(values.from ?? 1);
for (let seed = from; seed < from + Number(values.seeds ?? 100); seed += 1) {
  try {
    await play(seed);
  } catch (error) {
    const invariant = error instanceof Broken ? error.invariant : 'no broken rule';
    console.log(JSON.stringify({ seed, invariant, message: String(error).slice(0, 2000) }));
    process.exit(1);
  }
}

async function play(seed: number): Promise<void> {
  const sim = openSimulation(seed);
  try {
    await arrive(sim);
    sim.trouble(0.12);
    for (let n = 0; n < 150; n += 1) await sim.step();
    sim.trouble(0);
    for (let n = 0; n < 150 && !(await isOver(sim)); n += 1) await sim.settle(n % 5 === 4 ? 10 * MINUTE : 2 * MINUTE);
    for (let n = 0; n < 6; n += 1) await sim.settle(2 * HOUR);
    await checkAtRest(sim);
  } finally {
    await sim.close();
  }
}

async function arrive({ world, ids, random }: Simulation): Promise<void> {
  const audit = [sampleAsk({ name: 'AuditJob', role: 'audit' }), sampleAsk({ name: 'MoveJob', role: 'migration', needs: ['AuditJob'] })];
  await arrives(world, 'rq1', {});
  await arrives(world, 'rq2', { via: 'form', submission: { jobs: audit, essential: random() < 0.5 } });
  await arrives(world, 'rq3', { backend: random() < 0.7 ? 'backup' : 'local' });
  await arrives(world, 'rq4', { backend: 'backup', submission: { jobs: [sampleAsk({ safeToRerun: true })] } });
  ids.push('rq1', 'rq2', 'rq3', 'rq4');
}

async function isOver({ world, ids }: Simulation): Promise<boolean> {
  const states = await Promise.all(ids.map((id) => stateOf(world, id)));
  return states.every(isClosed);
}

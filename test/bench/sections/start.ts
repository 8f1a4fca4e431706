import type { Figure, SectionResult } from '../figures.ts';
import { npmStart, startChild } from '../child.ts';
import { makePlace } from '../place.ts';
import { median } from '../statistics.ts';

const ROUNDS = 5;

/** From the start of a process to its first right answer; processes take turns, so that the machine's moods hit all of them. */
export async function benchStart(): Promise<SectionResult> {
  const times = { hello: [] as number[], first: [] as number[], again: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const hello = await startChild(['test/bench/hello.ts'], '/', {});
    times.hello.push(hello.started);
    await hello.stop();
    const place = await makePlace();
    for (const kind of ['first', 'again'] as const) {
      const child = await startChild(npmStart(), '/', place.environment);
      times[kind].push(child.started);
      await child.stop();
    }
    await place.remove();
  }
  const floor = { name: 'a function of the bare framework', value: median(times.hello) };
  const figures: Figure[] = [
    {
      name: 'process start to GET /, an empty data folder',
      value: median(times.first),
      unit: 'ms',
      floor,
      note: 'makes secrets and the sample repository',
    },
    { name: 'process start to GET /, started before', value: median(times.again), unit: 'ms', floor },
  ];
  return { figures, remarks: [`Medians of ${ROUNDS}.`] };
}

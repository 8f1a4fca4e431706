// A process that keeps 33 MB and drops much of what has lived long enough to be moved to the old generation, as answers to many
// requests at once are. Prints the largest heap that it ever had, in MB (10^6 bytes). Run it with --expose-gc.
import { setTimeout as sleep } from 'node:timers/promises';
import { getHeapStatistics } from 'node:v8';

interface Held {
  number: number;
  texts: string[];
}

const kept = Array.from({ length: 200_000 }, (_, number): Held => ({ number, texts: [`kept ${number}`] }));
const passing: Held[] = [];
// Until its first collection a heap has a limit of its own; a server has it behind itself once it has started.
globalThis.gc?.();
let [made, peak] = [0, 0];
for (let burst = 0; burst < 150; burst += 1) {
  for (let each = 0; each < 20_000; each += 1) {
    passing[made % 100_000] = { number: made, texts: [String(made)] };
    made += 1;
  }
  await sleep(5);
  peak = Math.max(peak, getHeapStatistics().total_heap_size);
}
process.stdout.write(`${kept.length > 0 ? Math.round(peak / 1e6) : 0}\n`);

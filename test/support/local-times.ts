import { execFileSync } from 'node:child_process';

/** One local time (`[year, month, day, hour, minute]`, months from 1) and the instant that it is. */
export type Sample = [local: [number, number, number, number, number], at: number];

/**
 * Local times of many zones by another implementation: the engine's own `Date` in a process whose clock is in that zone. ECMAScript has
 * the same policy for clock changes as C2. Weekly ones, and every half hour (or a minute past it) around each clock change.
 */
const program = `
const [zones, from, to] = JSON.parse(process.argv[1]);
const DAY = 86400000;
const all = {};
for (const zone of zones) {
  process.env.TZ = zone;
  const samples = [];
  const add = (ms) => {
    const u = new Date(ms);
    const local = [u.getUTCFullYear(), u.getUTCMonth() + 1, u.getUTCDate(), u.getUTCHours(), u.getUTCMinutes()];
    samples.push([local, new Date(local[0], local[1] - 1, local[2], local[3], local[4]).getTime()]);
  };
  let before = new Date(Date.UTC(from, 0, 1)).getTimezoneOffset();
  for (let day = Date.UTC(from, 0, 1), n = 0; day < Date.UTC(to + 1, 0, 1); day += DAY, n += 1) {
    if (n % 7 === 0) add(day + (n % 24) * 3600000 + (n % 60) * 60000);
    const offset = new Date(day + DAY).getTimezoneOffset();
    if (offset !== before) for (let half = -24; half < 72; half += 1) add(day + half * 1800000 + (n % 2) * 60000);
    before = offset;
  }
  all[zone] = samples;
}
process.stdout.write(JSON.stringify(all));
`;

export function localTimesOf(zones: readonly string[], fromYear: number, toYear: number): Record<string, Sample[]> {
  const argument = JSON.stringify([zones, fromYear, toYear]);
  const text = execFileSync(process.execPath, ['-e', program, argument], { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  return JSON.parse(text) as Record<string, Sample[]>;
}

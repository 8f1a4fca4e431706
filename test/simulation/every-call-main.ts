import { problemsAt } from './every-call-trials.ts';

// One share of every call, in a process of its own: which day, how many in one town, which share, of how many. Prints what was broken as JSON.
const [seed = 0, most = 1, share = 0, shares = 1] = process.argv.slice(2).map(Number);
process.stdout.write(JSON.stringify(await problemsAt(seed, most, (n) => n % shares === share)));

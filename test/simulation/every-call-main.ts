import { problemsAt } from './every-call.ts';

// One share of every call, in a process of its own: which day, which share, of how many. Prints what was broken as JSON.
const [seed = 0, share = 0, shares = 1] = process.argv.slice(2).map(Number);
process.stdout.write(JSON.stringify(await problemsAt(seed, (_place, n) => n % shares === share)));

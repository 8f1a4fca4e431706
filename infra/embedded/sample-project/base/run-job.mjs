// node run-job.mjs <module> <job> [--parameters <json>]: every stdout line is a result, every stderr line a problem.
import { modules } from './jobs/registry.mjs';

const DEFAULTS = { explorations: 'data/explorations' };

function readParameters(args) {
  if (args.length === 0) return DEFAULTS;
  if (args.length !== 2 || args[0] !== '--parameters') throw new Error(`not understood: ${args.join(' ')}`);
  const given = args[1].trim() === '' ? {} : JSON.parse(args[1]);
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new Error('parameters are a JSON object');
  return { ...DEFAULTS, ...given };
}

function findJob(moduleName, jobName) {
  const found = Object.hasOwn(modules, moduleName) ? modules[moduleName] : undefined;
  if (found === undefined) throw new Error(`ImportError: no module named ${moduleName} in jobs/registry.mjs`);
  if (typeof found[jobName] !== 'function') throw new Error(`ImportError: ${moduleName} has no job ${jobName}`);
  return found[jobName];
}

try {
  const [moduleName = '', jobName = '', ...rest] = process.argv.slice(2);
  const Job = findJob(moduleName.replace(/^jobs[./]/, '').replace(/\.mjs$/, ''), jobName);
  await new Job(readParameters(rest)).run({ print: (line) => console.log(line), warn: (line) => console.error(line) });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { platformOf } from './lock-platforms/platform.ts';

/**
 * `npm ci` refuses a lock file that leaves out an optional package, and npm leaves out those that a registry mirror does
 * not carry: the prebuilt programs for other systems. Their exact versions stand in the packages that want them, so they
 * are written in here, without a checksum that nobody has seen. Run after every change of dependencies; `--check` only looks.
 */
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const file = path.resolve(import.meta.dirname, '../../package-lock.json');
const entry = z.object({ dev: z.boolean().optional(), optionalDependencies: z.record(z.string(), z.string()).optional() });
/** Kept as read, so that npm's order of keys stays; only looked at through the schema. */
const lock = z.custom<{ packages: Record<string, object> }>().parse(JSON.parse(await readFile(file, 'utf8')));
const packages = z.record(z.string(), entry).parse(lock.packages);
const missing = Object.values(packages).flatMap(({ dev, optionalDependencies = {} }) =>
  Object.entries(optionalDependencies)
    .filter(([name]) => packages[`node_modules/${name}`] === undefined)
    .map(([name, version]) => [name, { version, ...platformOf(name, version), ...(dev === true ? { dev } : {}), optional: true }] as const),
);

for (const [name, added] of missing) lock.packages[`node_modules/${name}`] = added;
lock.packages = Object.fromEntries(Object.entries(lock.packages).toSorted(([a], [b]) => a.localeCompare(b, 'en')));
if (!values.check && missing.length > 0) await writeFile(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`lock file: ${missing.length} platform packages ${values.check ? 'missing' : 'added'}`);
if (values.check && missing.length > 0) process.exitCode = 1;

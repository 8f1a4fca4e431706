import path from 'node:path';
import { bundleFunction, writeReport, type Bundle } from './bundle-function.ts';
import { deployable } from './deployable.ts';

/** `npm run bundle [-- FOLDER]`: every function in `dist/<name>`, or in FOLDER. */
const out = path.resolve(process.argv[2] ?? 'dist');
const { names, missing } = deployable();
const bundles: Bundle[] = [];
for (const name of names) bundles.push(await bundleFunction(name, out));
await writeReport(out, bundles);
for (const { name, bytes } of bundles)
  console.log(
    `${name.padEnd(18)}${Math.round(bytes / 1000)
      .toString()
      .padStart(7)} kB`,
  );
console.log(`${bundles.length} bundles in ${out}`);
if (missing.length > 0) console.log(`not wired for the cloud: ${missing.join(', ')}`);

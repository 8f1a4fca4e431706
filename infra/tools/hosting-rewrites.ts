import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { publicPaths } from '#doors/contracts/public-paths.ts';

/** The default of `region` in infra/google/variables.tf: where the functions are. */
export const REGION = 'europe-west1';

export interface Rewrite {
  source: string;
  run: { serviceId: string; region: string };
}

/** Public path → function, for Firebase Hosting. A function is a Cloud Run service of its name. */
export function hostingRewrites(): Rewrite[] {
  return publicPaths().map(({ path: source, function: serviceId }) => ({ source, run: { serviceId, region: REGION } }));
}

/** firebase.json with its rewrites as the table says; the rest of the file is kept. */
export function withRewrites(text: string): string {
  const file = JSON.parse(text) as { hosting?: object };
  const hosting = { public: 'infra/google/hosting', ignore: ['**/.*'], ...file.hosting, rewrites: hostingRewrites() };
  return `${JSON.stringify({ ...file, hosting }, null, 2)}\n`;
}

/** `--check` writes nothing and exits with 1 when the committed rewrites differ from the table. */
if (import.meta.main) {
  const file = path.resolve(import.meta.dirname, '../../firebase.json');
  const text = readFileSync(file, 'utf8');
  const isSame = JSON.stringify(JSON.parse(text)) === JSON.stringify(JSON.parse(withRewrites(text)));
  if (!process.argv.includes('--check')) {
    if (!isSame) writeFileSync(file, withRewrites(text));
    console.log('firebase.json written');
  } else if (!isSame) {
    console.error('the rewrites of firebase.json differ from the table of functions: run `npm run generate`');
    process.exitCode = 1;
  }
}

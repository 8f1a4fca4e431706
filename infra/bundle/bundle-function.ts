import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type Metafile } from 'esbuild';
import type { FunctionName } from '#doors/contracts/functions.ts';
import { writePackage } from './package-files.ts';
import { authLibraryPlugin, declarations, FRAMEWORK_PROGRAM, frameworkPlugin, frameworkTables, zodLocales } from './plugins.ts';
import { warmUpOf, type WarmUp } from './warm-up.ts';

export interface Bundle {
  name: string;
  /** Holds `index.js` and what Google's build needs beside it. */
  folder: string;
  /** Of index.js. */
  bytes: number;
  /** npm packages in it → their bytes there. */
  packages: Map<string, number>;
}

const ROOT = path.resolve(import.meta.dirname, '../..');

/** One function as one plain-JavaScript file, with the framework that serves it, in `out/<name>`. */
export function bundleFunction(name: FunctionName, out: string): Promise<Bundle> {
  return bundleModule(name, `import './functions/${name}/index.ts';`, out, warmUpOf(name));
}

/** `source`: a module that registers the function `name` with the framework. Not minified beyond white space: Google's clients look at their own names. */
export async function bundleModule(name: string, source: string, out: string, warmUp: WarmUp): Promise<Bundle> {
  const folder = path.join(out, name);
  const file = path.join(folder, 'index.js');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { metafile } = await build({
    stdin: { contents: `import './infra/bundle/lean-zod.ts';\n${source}\nimport '${FRAMEWORK_PROGRAM}';`, resolveDir: ROOT, loader: 'ts' },
    outfile: file,
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    // start.ts reads it as Latin-1, of which ASCII is a part.
    charset: 'ascii',
    target: 'node24',
    minifyWhitespace: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
    plugins: [frameworkPlugin(ROOT), frameworkTables, authLibraryPlugin(ROOT), zodLocales, declarations],
  });
  await writePackage(name, folder, warmUp);
  return { name, folder, bytes: bytesOf(metafile), packages: packagesOf(metafile) };
}

function bytesOf({ outputs }: Metafile): number {
  return Object.values(outputs).reduce((sum, { bytes }) => sum + bytes, 0);
}

function packagesOf({ outputs }: Metafile): Map<string, number> {
  const packages = new Map<string, number>();
  for (const { inputs } of Object.values(outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
      const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];
      if (name !== undefined && bytesInOutput > 0) packages.set(name, (packages.get(name) ?? 0) + bytesInOutput);
    }
  }
  return packages;
}

/** For whoever looks into a bundle. */
export async function writeReport(out: string, bundles: readonly Bundle[]): Promise<void> {
  const report = Object.fromEntries(bundles.map(({ name, bytes, packages }) => [name, { bytes, packages: Object.fromEntries(packages) }]));
  await writeFile(path.join(out, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
}

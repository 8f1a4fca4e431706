import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { z } from 'zod';
import type { WarmUp } from './warm-up.ts';

const FRAMEWORK = '@google-cloud/functions-framework';
const ROOT = path.resolve(import.meta.dirname, '../..');

/**
 * What Google's build needs beside `index.js`. It starts the program `functions-framework` of the package of that name: the one that is
 * declared, or one that it downloads where none is. Here that package is the folder `framework`, whose program starts the framework that is
 * in index.js; nothing is downloaded. `gcp-build` runs at the end of Google's build, on the same Node as the function later.
 */
export async function writePackage(name: string, folder: string, warmUp: WarmUp): Promise<void> {
  const framework = path.join(folder, 'framework');
  await mkdir(framework, { recursive: true });
  const engines = { node: '24' };
  await writeJson(path.join(folder, 'package.json'), {
    name,
    version: '0.0.0',
    private: true,
    type: 'commonjs',
    main: 'index.js',
    engines,
    scripts: { 'gcp-build': 'node framework/warm-up.js' },
    dependencies: { [FRAMEWORK]: 'file:framework' },
  });
  await writeJson(path.join(framework, 'package.json'), {
    name: FRAMEWORK,
    version: frameworkVersion(),
    private: true,
    type: 'commonjs',
    bin: { 'functions-framework': 'start.js' },
    engines,
  });
  await writeJson(path.join(framework, 'warm-up.json'), warmUp);
  await build({
    entryPoints: ['start.ts', 'warm-up.ts'].map((file) => path.join(import.meta.dirname, 'shipped', file)),
    outdir: framework,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    banner: { js: '#!/usr/bin/env node' },
    logLevel: 'warning',
  });
  await chmod(path.join(framework, 'start.js'), 0o755);
}

function frameworkVersion(): string {
  const text = readFileSync(path.join(ROOT, 'node_modules', FRAMEWORK, 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

async function writeJson(file: string, value: unknown): Promise<void> {
  await writeFile(file, `${JSON.stringify(value, null, 2)}\n`);
}

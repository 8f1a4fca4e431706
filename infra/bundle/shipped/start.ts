import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { Script, constants } from 'node:vm';

// The program `functions-framework` of a bundle: starts the function in this working directory, from compiled code that the build kept
// (warm-up.ts). V8 itself refuses code of another version, of other flags or of another source; then it compiles, which is only slower.
const file = resolve('index.js');

/** Compiled and under way; what it has compiled can be kept. */
export const script = start();

type Wrapped = (exports: object, require: NodeJS.Require, module: object, filename: string, folder: string) => void;

function start(): Script {
  const cachedData = kept();
  const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'latin1')}\n})`;
  const options = { filename: file, importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER };
  const compiled = new Script(source, cachedData === undefined ? options : { ...options, cachedData });
  const wrapped = compiled.runInThisContext() as Wrapped;
  wrapped({}, createRequire(file), { exports: {} }, file, dirname(file));
  return compiled;
}

function kept(): Buffer | undefined {
  try {
    return readFileSync(`${file}.cache`);
  } catch {
    return undefined;
  }
}

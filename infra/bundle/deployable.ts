import { existsSync } from 'node:fs';
import path from 'node:path';
import { functionNames, type FunctionName } from '#doors/contracts/functions.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** The functions of the contract that are wired for the cloud, and those that are not. */
export function deployable(): { names: FunctionName[]; missing: FunctionName[] } {
  const wired = (name: FunctionName): boolean => existsSync(path.join(ROOT, 'functions', name, 'index.ts'));
  return { names: functionNames.filter(wired), missing: functionNames.filter((name) => !wired(name)) };
}

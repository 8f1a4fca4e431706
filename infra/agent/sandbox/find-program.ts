import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';
import type { Command } from './order.ts';

/**
 * Throws when there is no such program on this machine, or the command can be none. What wraps it would say so with the job's own exit
 * code; and a program that is here but not in the sandbox is told by the sandbox.
 */
export function checkProgram({ command, cwd, env }: Command): void {
  if (command.some((part) => part.includes('\0'))) throw new Error('a part of the command holds a NUL character');
  const [program = ''] = command;
  if (!statSync(cwd, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`the working folder is missing: ${cwd}`);
  const places = program.includes('/')
    ? [resolve(cwd, program)]
    : (env['PATH'] ?? '').split(delimiter).map((folder) => resolve(folder, program));
  if (!places.some(isProgram)) throw new Error(`there is no program ${program}`);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Writes what is generated, or with `--check` says that it is out of date and makes the exit code 1. */
export function writeOrCheck(file: string, text: string): void {
  const now = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (now === text) return;
  if (process.argv.includes('--check')) {
    console.error(`${file} is out of date: npm run generate`);
    process.exitCode = 1;
    return;
  }
  writeFileSync(file, text);
  console.log(`${file} written`);
}

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '#test/support/sources.ts';

/** What our linter says of a house that has these files alone, by file. One run over all of them: it starts a process. */
export function lintHouse(files: ReadonlyMap<string, string>): Map<string, string[]> {
  const house = mkdtempSync(path.join(tmpdir(), 'rehearsal-fence-'));
  try {
    for (const file of ['.oxlintrc.json', 'package.json', 'tsconfig.json', 'infra/tools/fence'])
      cpSync(path.join(root, file), path.join(house, file), { recursive: true });
    symlinkSync(path.join(root, 'node_modules'), path.join(house, 'node_modules'));
    for (const [file, text] of files) {
      mkdirSync(path.dirname(path.join(house, file)), { recursive: true });
      writeFileSync(path.join(house, file), text);
    }
    return lint(house);
  } finally {
    rmSync(house, { recursive: true });
  }
}

function lint(house: string): Map<string, string[]> {
  const linter = path.join(root, 'node_modules/oxlint/bin/oxlint');
  const { stdout, stderr } = spawnSync(process.execPath, [linter, '--format=json', 'shared', 'functions', 'infra'], {
    cwd: house,
    encoding: 'utf8',
  });
  if (!stdout.startsWith('{')) throw new Error(`the linter gave no report:\n${stdout}${stderr}`);
  const report = JSON.parse(stdout) as { diagnostics: { filename: string; message: string; help?: string }[] };
  const found = new Map<string, string[]>();
  for (const { filename, message, help } of report.diagnostics)
    found.set(filename, [...(found.get(filename) ?? []), `${message} ${help ?? ''}`]);
  return found;
}

import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ActionTask } from '#contexts/operations/agent-action.ts';
import { defaultSandbox } from '#contexts/operations/sandbox.ts';
import { actionTask } from '#test/support/action-task.ts';

export interface Study {
  repository: string;
  branch: string;
  commit: string;
}

/** A repository with these files on its branch `main`. */
export function makeStudy(folder: string, files: Record<string, string>): Study {
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim();
  mkdirSync(folder, { recursive: true });
  git('init', '--quiet', '--initial-branch=main');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  git('add', '--all');
  git('-c', 'user.name=A', '-c', 'user.email=a@example.org', 'commit', '--quiet', '--message=study');
  return { repository: folder, branch: 'main', commit: git('rev-parse', 'HEAD') };
}

/** Run by the Node of the agent, with a script as its only argument. */
export function scripted(study: Study, script: string, more: Partial<ActionTask> = {}): ActionTask {
  return actionTask({
    study,
    command: ['{node}', '{args}'],
    args: ['-e', script],
    sandbox: { ...defaultSandbox, kind: 'bubblewrap' },
    limits: { cpu: 2, memoryBytes: 512 * 1024 * 1024, seconds: 120 },
    ...more,
  });
}

import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { completion } from '#infra/cli/completion.ts';

/** What bash offers after these words. */
function offered(...words: string[]): string[] {
  const script = `${completion(['bash']).out}
COMP_WORDS=(rehearsal ${words.map((word) => `'${word}'`).join(' ')})
COMP_CWORD=${words.length}
_rehearsal
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, status, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  return stdout.split('\n').filter((line) => line !== '');
}

describe('E7 completion in a real bash', () => {
  test.each<[string[], string[]]>([
    [['back'], ['backends']],
    [['backends', 'pa'], ['pause']],
    [
      ['backends', 'maintenance', ''],
      ['off', 'on'],
    ],
    [['backends', 'pause', 'local', '--w'], ['--why']],
    [['tokens', 'make', '--per'], ['--permissions']],
    [['agent', ''], ['check']],
    [['nothing', 'x'], []],
  ])('E7 after %j it offers %j', (words, expected) => {
    expect(offered(...words)).toEqual(expected);
  });

  const zsh = spawnSync('zsh', ['--version']).status === 0;
  if (!zsh && process.env['CI'] === 'true') throw new Error('there is no zsh: that it completes is not tested');
  (zsh ? test : test.skip)('E7 the same in a real zsh, as its own bashcompinit runs it', () => {
    const script = `autoload -Uz compinit && compinit -u -D
${completion(['zsh']).out}
ends() {
  emulate -L sh
  setopt kshglob noshglob braceexpand ksharrays
  COMP_WORDS=(rehearsal backends pa)
  COMP_CWORD=2
  _rehearsal
  printf '%s\\n' "\${COMPREPLY[@]}"
}
ends`;
    const { stdout, stderr } = spawnSync('zsh', ['-fc', script], { encoding: 'utf8' });
    expect([stdout, stderr]).toEqual(['pause\n', '']);
  });

  test('E7 zsh reads the same script, and another shell is told which there are', () => {
    expect(completion(['zsh']).out).toContain('bashcompinit');
    expect(completion(['fish'])).toMatchObject({ code: 2, err: expect.stringContaining('bash or zsh') });
  });
});

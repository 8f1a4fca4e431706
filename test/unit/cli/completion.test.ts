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

  test('E7 zsh reads the same script, and another shell is told which there are', () => {
    expect(completion(['zsh']).out).toContain('bashcompinit');
    expect(completion(['fish'])).toMatchObject({ code: 2, err: expect.stringContaining('bash or zsh') });
  });
});

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, test } from '@jest/globals';
import { runCommand } from '#infra/cli/run.ts';
import type { Said } from '#infra/cli/said.ts';
import { root } from '#test/support/sources.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'pipelines-check-'));
afterAll(() => rmSync(folder, { recursive: true }));

function check(text: string | Uint8Array, ...more: string[]): Promise<Said> {
  const file = path.join(folder, 'project.yaml');
  writeFileSync(file, text);
  return runCommand(['pipelines', 'check', file, ...more], {});
}

const valid = 'version: 4\nactions:\n  a: {run: r:v2 a.R, outputs: {highly_sensitive: {x: x.csv}}}\n';
const wrong = valid.replace('x.csv', '\u{1F600}/x').replace('outputs', 'needs: [b], outputs');

describe('K1 pipelines check', () => {
  test('K1 tells a program whether the file is valid, the rules, and the facts', async () => {
    const { code, out, err } = await check(valid, '--json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({
      valid: true,
      rules: ['P06'],
      facts: { version: 4, actions: 1 },
      problems: [],
      warnings: [{ rules: ['P06'], line: 1, column: 10 }],
    });
  });

  test('K1 a file that is not valid has every rule that it breaks, and no facts', async () => {
    const { code, out } = await check(wrong, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      valid: false,
      rules: ['N03', 'O14', 'P06'],
      facts: null,
      problems: [{ rules: ['N03'] }, { rules: ['O14'] }],
    });
  });

  test('K1 people see each place with its line, and what to do', async () => {
    const { code, out } = await check(wrong);
    expect(code).toBe(1);
    const [needs, output, warning, summary] = out.split('\n\n');
    expect(needs?.split('\n').slice(0, 3)).toEqual([
      `${folder}/project.yaml:3:30  a needs the unknown action b  [N03]`,
      '  3 |   a: {run: r:v2 a.R, needs: [b], outputs: {highly_sensitive: {x: \u{1F600}/x}}}',
      `${' '.repeat(35)}^`,
    ]);
    expect(output).toContain('[O14]\n');
    expect(output?.split('\n').at(-1)).toMatch(/^ {2}Name the type of the file/);
    expect(warning).toContain('warning: old version: this is 4, latest is 5  [P06]');
    expect(summary).toBe(`${folder}/project.yaml is not valid: 2 problems, 1 warning.\n`);
    expect((await check(valid)).out).toContain('is valid: version 4, 1 action, 0 needs, 1 warning.');
  });

  test('X2 what the file holds is shown without signs that a terminal obeys', async () => {
    const { out } = await check(`version: 5\nactions: {}\n"a\\e[31m": "\\u202e"\n\u202e: 1\n`);
    expect(['\u001B', '\u202E'].filter((sign) => out.includes(sign))).toEqual([]);
    expect(out).toContain('[P01]');
  });

  test('K1 bytes that are no text are told as a problem', async () => {
    expect(await check(new Uint8Array([0xff, 0xfe, 0x00]))).toMatchObject({ code: 1, out: expect.stringContaining('not UTF-8') });
  });

  test.each([[[]], [['--json']], [['a.yaml', 'b.yaml']], [['--strict', 'a.yaml']], [['/nowhere/project.yaml']]])(
    'K1 %j is not understood',
    async (typed) => {
      expect(await runCommand(['pipelines', 'check', ...typed], {})).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/./) });
    },
  );

  test('K1 its help names it, and a dash stands for what comes in', () => {
    const main = path.join(root, 'infra/cli/main.ts');
    const { status, stdout } = spawnSync(process.execPath, [main, 'pipelines', 'check', '-', '--json'], { input: valid, encoding: 'utf8' });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ valid: true });
    expect(spawnSync(process.execPath, [main, 'pipelines', 'help'], { encoding: 'utf8' }).stdout).toContain('pipelines check <file>');
  });

  test('E7 a reader that stops before the end is no error', async () => {
    const child = spawn(process.execPath, ['infra/cli/main.ts', 'help'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    const [err, code] = await Promise.all([text(child.stderr), once(child, 'close')]);
    expect({ err, code: code[0] as unknown }).toEqual({ err: '', code: 0 });
  });
});

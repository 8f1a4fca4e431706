import { execFile } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { runCommand } from '#infra/cli/run.ts';
import { fileOf, forge, newKey, payloadOf } from '#test/support/evidence.ts';
import { SHA } from '#test/support/given-request.ts';
import { approves, runPasses, running } from '#test/support/request-steps.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PYTHON = path.join(ROOT, 'docs/guide/verify-evidence.py');
const run = promisify(execFile);
const { state } = approves(runPasses(running()));
const key = newKey('2020-01-01');
const file = fileOf(state, [key.entry]);
const OTHER = 'b'.repeat(40);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rehearsal-evidence-'));
  await writeFile(at('good.jsonl'), file);
  await writeFile(at('key.pem'), key.publicKey.export({ type: 'spki', format: 'pem' }));
});
afterEach(() => rm(folder, { recursive: true }));

function at(name: string): string {
  return path.join(folder, name);
}

async function verify(...typed: string[]): Promise<{ code: number; text: string }> {
  const { code, out, err } = await runCommand(['evidence', 'verify', ...typed], {});
  return { code, text: out + err };
}

async function python(name: string, commit: string): Promise<{ code: number; text: string }> {
  return run('python3', [PYTHON, at(name), at('key.pem'), commit]).then(
    ({ stdout }) => ({ code: 0, text: stdout }),
    (error: { code: number; stderr: string }) => ({ code: error.code, text: error.stderr }),
  );
}

describe('A8 evidence verify, which asks no server', () => {
  test('A8 says what it says, for a commit', async () => {
    const { code, text } = await verify(at('good.jsonl'), '--key', at('key.pem'), '--commit', SHA);
    expect([code, text]).toEqual([
      0,
      expect.stringMatching(/PASSED {2}CountTopicsJob ran at a{40}[^]*was approved by grace[^]*Verified for a{40}\./),
    ]);
    const told = await verify(at('good.jsonl'), '--key', at('key.pem'), '--commit', SHA, '--json');
    expect(JSON.parse(told.text)).toMatchObject({ verified: true, statements: [{ is: 'ran' }, { is: 'approved' }] });
  });

  test('A8 for another commit, or signed by another key, it is refused', async () => {
    expect(await verify(at('good.jsonl'), '--key', at('key.pem'), '--commit', OTHER)).toMatchObject({
      code: 1,
      text: expect.stringContaining('it is about'),
    });
    await writeFile(at('other.jsonl'), fileOf(state, [newKey('2020-01-01').entry]));
    expect(await verify(at('other.jsonl'), '--key', at('key.pem'), '--commit', SHA)).toMatchObject({
      code: 1,
      text: expect.stringContaining('none of the given keys'),
    });
  });

  test('A8 it is told what the file must be about, by a whole commit or a checkout; else it says what is wrong', async () => {
    const good = [at('good.jsonl'), '--key', at('key.pem')];
    for (const typed of [
      good,
      [...good, '--commit', 'aaaaaaa'],
      [...good, '--commit', SHA, '--checkout', '.'],
      [at('good.jsonl')],
      [],
      [...good, '--commit', SHA, '--loud'],
    ])
      expect((await verify(...typed)).code).toBe(2);
    expect((await verify(at('none'), '--key', at('key.pem'), '--commit', SHA)).text).toContain('cannot be read');
    expect((await verify(at('good.jsonl'), '--key', at('good.jsonl'), '--commit', SHA)).text).toContain('is no key');
    expect((await verify(...good, '--checkout', folder)).text).toContain('is no checkout');
  });

  test('A8 a checkout: its commit, or another with the same files; none of it changed', async () => {
    const git = async (...words: string[]): Promise<string> => (await run('git', ['-C', at('checkout'), ...words])).stdout.trim();
    await run('git', ['init', '-q', at('checkout')]);
    await git('config', 'user.name', 'a');
    await git('config', 'user.email', 'a@example.org');
    await writeFile(at('checkout/job.py'), 'pass\n');
    await git('add', '.');
    await git('commit', '-qm', 'one');
    const [gitCommit = '', gitTree] = (await git('rev-parse', 'HEAD', 'HEAD^{tree}')).split('\n');
    const [ran = '', approved = ''] = file.trim().split('\n').map(payloadOf);
    await writeFile(at('here.jsonl'), forge(key.privateKey, ran.replace(SHA, gitCommit)));
    await writeFile(
      at('tree.jsonl'),
      forge(key.privateKey, ran.replace(`"gitCommit":"${SHA}"`, `"gitCommit":"${OTHER}","gitTree":"${gitTree}"`)),
    );
    expect(approved).toContain(SHA);
    const here = ['--key', at('key.pem'), '--checkout', at('checkout')];
    expect((await verify(at('here.jsonl'), ...here)).code).toBe(0);
    expect((await verify(at('tree.jsonl'), ...here)).code).toBe(0);
    expect((await verify(at('good.jsonl'), ...here)).code).toBe(1);
    await writeFile(at('checkout/job.py'), 'raise\n');
    expect(await verify(at('here.jsonl'), ...here)).toMatchObject({ code: 2, text: expect.stringContaining('nobody has tested them') });
  });
});

test('A8 what verifies imports nothing but Node', () => {
  const sources = globSync('infra/cli/evidence/*.ts', { cwd: ROOT });
  expect(sources.length).toBeGreaterThan(4);
  for (const source of sources) {
    const imported = [...readFileSync(path.join(ROOT, source), 'utf8').matchAll(/^import (?!type )[^;]* from '([^']+)'/gm)].map(
      ([, from = '']) => from,
    );
    expect([source, imported.filter((from) => !from.startsWith('node:') && !from.startsWith('./'))]).toEqual([source, []]);
  }
});

describe('A8 the verifier of the guide, in another language', () => {
  test('A8 agrees on what is good, and refuses the forgeries', async () => {
    expect(await python('good.jsonl', SHA)).toMatchObject({ code: 0, text: expect.stringMatching(/^PASSED .*test-result[^]*PASSED tag:/) });
    const [ran = '', approved = ''] = file.trim().split('\n').map(payloadOf);
    const sign = (payload: string, how?: Parameters<typeof forge>[2]): string => forge(key.privateKey, payload, how);
    const two = ran.replace('"subject":[', `"subject":[{"digest":{"gitCommit":"${SHA}"}},`);
    const forgeries: Record<string, [string, RegExp]> = {
      other_key: [forge(newKey('2020-01-01').privateKey, ran), /not signed/],
      text_signed: [sign(ran, { signed: Buffer.from(ran).toString('base64') }), /not signed/],
      payload_type: [sign(ran, { type: 'text/plain' }), /another payload type/],
      two_subjects: [sign(two), /not one subject/],
      type: [sign(ran.replace('Statement/v1', 'Statement/v0.1')), /another kind/],
      alone: [sign(approved), /not in this file/],
    };
    for (const [name, [text, why]] of Object.entries(forgeries)) {
      await writeFile(at(name), text);
      expect([name, await python(name, SHA)]).toEqual([name, { code: 1, text: expect.stringMatching(why) }]);
    }
    expect(await python('good.jsonl', OTHER)).toMatchObject({ code: 1, text: expect.stringContaining('about another commit') });
  }, 30_000);
});

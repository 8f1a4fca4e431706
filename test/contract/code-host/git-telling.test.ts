import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openGitCodeHost } from '#platform/embedded/git-code-host.ts';
import type { CommitStatus } from '#contexts/gates/ports/code-host.ts';
import { openHead, PULL, useWorld, type OpenHost, type World } from './world.ts';
import { tellingContract } from './telling-contract.ts';

const journalOf = (repository: string): string => join(repository, '../told/pull-requests.jsonl');
const open: OpenHost = (repository) =>
  Promise.resolve({
    host: openGitCodeHost({ repositories: { 'oppia/oppia': repository }, journal: journalOf(repository) }),
    close: () => Promise.resolve(),
  });

interface Row extends Partial<CommitStatus> {
  sha?: string;
  comment?: string;
  text?: string;
}

/** As somebody reads the file: of each thing the last line counts. */
async function newest(world: World): Promise<Row[]> {
  const lines = (await readFile(journalOf(world.repository), 'utf8')).trim().split('\n');
  const rows = lines.map((line) => JSON.parse(line) as Row);
  return [...new Map(rows.map((row) => [row.sha ?? row.comment, row])).values()];
}

const told = {
  statuses: async (world: World, sha: string) =>
    (await newest(world))
      .filter((row) => row.sha === sha)
      .map(({ state = 'pending', description = '', link = '' }) => ({ state, description, link })),
  comments: async (world: World) => (await newest(world)).flatMap(({ text }) => (text === undefined ? [] : [text])),
};

describe('git tells in a file', () => tellingContract(open, told));

describe('the file of a plain git repository', () => {
  const world = useWorld(open);

  test('Z2 a new process goes on with it, and a line that a crash cut off is passed over', async () => {
    await world.host.keepComment(PULL, { kind: 'rehearsal', version: 5, text: 'five' });
    const file = journalOf(world.repository);
    await appendFile(file, '{"change":"oppia/op\n');
    const { host } = await open(world.repository);
    expect(await host.keepComment(PULL, { kind: 'rehearsal', version: 4, text: 'four' })).toBe('newer_there');
    const { headSha } = await openHead(host, PULL);
    const status = { state: 'pending', description: 'x', link: 'https://x.example' } as const;
    await host.setStatus(PULL, headSha, status);
    await host.setStatus(PULL, headSha, status);
    expect((await readFile(file, 'utf8')).trim().split('\n')).toHaveLength(3);
  });
});

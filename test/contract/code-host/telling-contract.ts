import { beforeEach, describe, expect, test } from '@jest/globals';
import { CodeHostUnavailable, type CommitStatus, type KeptComment } from '#contexts/gates/ports/code-host.ts';
import { commitTo } from './commit-to.ts';
import { openHead, PULL, useWorld, type OpenHost, type World } from './world.ts';

/** What people see of what was told there. */
export interface Told {
  statuses(world: World, sha: string): Promise<CommitStatus[]> | CommitStatus[];
  /** Of pull request 1: texts without hidden lines. */
  comments(world: World): Promise<string[]> | string[];
}

const pending: CommitStatus = { state: 'pending', description: 'rq1 is in review', link: 'https://rehearsal.example.org/board' };

/** N5, A3: telling and merging, the same on every adapter. */
export function tellingContract(open: OpenHost, told: Told): void {
  const world = useWorld(open);
  let sha = '';
  beforeEach(async () => {
    sha = (await openHead(world.host, PULL)).headSha;
  });

  describe('setStatus', () => {
    test('N5 one status, the newest in place of the older', async () => {
      await world.host.setStatus(PULL, sha, pending);
      const success: CommitStatus = { ...pending, state: 'success', description: 'rq1 is fully tested' };
      await world.host.setStatus(PULL, sha, success);
      await world.host.setStatus(PULL, sha, success);
      expect(await told.statuses(world, sha)).toEqual([success]);
    });
  });

  describe('keepComment', () => {
    const keep = (version: number, text: string, kind: KeptComment['kind'] = 'rehearsal') =>
      world.host.keepComment(PULL, { kind, version, text });

    test('N5 one comment, changed in place', async () => {
      expect([await keep(1, 'first'), await keep(2, 'second'), await keep(2, 'second')]).toEqual(['kept', 'kept', 'kept']);
      expect(await told.comments(world)).toEqual(['second']);
    });

    test('N5 it never goes back', async () => {
      await keep(7, 'newer');
      expect(await keep(6, 'older')).toBe('newer_there');
      expect(await told.comments(world)).toEqual(['newer']);
    });

    test('N5 a keep-alive is one at a time, and never goes back', async () => {
      await keep(1, 'still wanted', 'keep-alive');
      await keep(1, 'how it stands');
      expect(await keep(2, 'wanted on', 'keep-alive')).toBe('kept');
      expect(await keep(2, 'wanted on', 'keep-alive')).toBe('kept');
      expect(await keep(1, 'older', 'keep-alive')).toBe('newer_there');
      expect([...(await told.comments(world))].toSorted()).toEqual(['how it stands', 'wanted on']);
    });

    test('I19 each request that went on elsewhere has one of its own, changed in place', async () => {
      await keep(1, 'how it stands');
      await keep(1, 'ab12cd goes on at #2', 'left-ab12cd');
      await keep(1, 'xy89zz goes on at #3', 'left-xy89zz');
      expect(await keep(2, 'ab12cd goes on at #4', 'left-ab12cd')).toBe('kept');
      expect([...(await told.comments(world))].toSorted()).toEqual(['ab12cd goes on at #4', 'how it stands', 'xy89zz goes on at #3']);
    });

    test('N5 each kind has its own', async () => {
      await keep(1, 'how it stands');
      await keep(1, 'still wanted', 'keep-alive');
      await keep(2, 'how it stands now');
      expect(await told.comments(world)).toEqual(['how it stands now', 'still wanted']);
    });
  });

  describe('merge', () => {
    test('A3 the head is merged into its base, once, and asking again says the same', async () => {
      const made = await world.host.merge(PULL, sha);
      expect(made).toEqual({ merged: true, sha: await world.git('rev-parse', 'main') });
      expect(await world.git('rev-parse', 'main^2')).toBe(sha);
      expect(await world.host.merge(PULL, sha)).toEqual(made);
      expect(await world.git('rev-list', '--count', '--merges', 'main')).toBe('1');
      expect(await world.host.readHead(PULL)).toMatchObject({ state: 'merged', headSha: sha });
    });

    test('A3, G1 a head that has moved is not merged, neither at the old commit nor at the new one', async () => {
      const base = await world.git('rev-parse', 'main');
      await commitTo(world.repository, 'refs/pull/1/head', { 'more.md': 'x\n' });
      expect(await world.host.merge(PULL, sha)).toMatchObject({ merged: false, because: 'head_moved' });
      expect(await world.git('rev-parse', 'main')).toBe(base);
    });

    test('A3 a base that has moved on since is merged into', async () => {
      const newer = await commitTo(world.repository, 'refs/heads/main', { 'NEWS.md': 'later\n' });
      expect(await world.host.merge(PULL, sha)).toMatchObject({ merged: true });
      expect(await world.git('rev-parse', 'main^1', 'main^2')).toBe(`${newer}\n${sha}`);
    });

    test.each(['closed', 'draft'])('A3 what is %s is not merged, and says why', async (how) => {
      await world.git('update-ref', `refs/pull/1/${how}`, sha);
      expect(await world.host.merge(PULL, sha)).toMatchObject({ merged: false, why: expect.any(String) });
      expect(await world.git('rev-list', '--count', '--merges', 'main')).toBe('0');
    });

    test('A3 G10 into the base that it was tested for, and into no other', async () => {
      expect(await world.host.merge(PULL, sha, { baseRef: 'release' })).toMatchObject({ merged: false, because: 'base_moved' });
      expect(await world.git('rev-list', '--count', '--merges', 'main')).toBe('0');
      expect(await world.host.merge(PULL, sha, { baseRef: 'main' })).toMatchObject({ merged: true });
    });

    test('A3 a conflict with the base is a refusal', async () => {
      await commitTo(world.repository, 'refs/heads/main', { 'jobs/registry.mjs': 'export const modules = {};\n' });
      expect(await world.host.merge(PULL, sha)).toMatchObject({ merged: false, because: 'refused' });
    });

    test('G7 a pull request that is not there is no answer', async () => {
      await expect(world.host.merge({ ...PULL, number: 99 }, sha)).rejects.toBeInstanceOf(CodeHostUnavailable);
    });
  });
}

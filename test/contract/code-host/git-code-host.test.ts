import { describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { openGitCodeHost } from '#platform/embedded/git-code-host.ts';
import { CodeHostUnavailable } from '#contexts/gates/ports/code-host.ts';
import { makeSampleRepository } from '#infra/embedded/sample-project.ts';
import { codeHostContract } from './code-host-contract.ts';
import { askFor, openHead, PULL, useWorld, type OpenHost } from './world.ts';

const open: OpenHost = (repository) =>
  Promise.resolve({ host: openGitCodeHost({ repositories: { 'oppia/oppia': repository } }), close: () => Promise.resolve() });

describe('git repositories on this machine', () => codeHostContract(open));

describe('git alone', () => {
  const world = useWorld(open);

  test('Z2 the test ref is the same commit in another copy of the repository', async () => {
    const ask = await askFor(world.host, PULL);
    const copy = join(world.folder, 'copy.git');
    await makeSampleRepository(copy);
    const there = openGitCodeHost({ repositories: { 'oppia/oppia': copy } });
    expect(await there.makeTestRef(ask)).toEqual(await world.host.makeTestRef(ask));
  });

  test('G7 a folder that is no repository, or is not there, is unavailable', async () => {
    const host = openGitCodeHost({ repositories: { 'oppia/oppia': join(world.folder, 'gone.git'), 'oppia/broken': world.folder } });
    await expect(host.readHead(PULL)).rejects.toBeInstanceOf(CodeHostUnavailable);
    await expect(host.readHead({ ...PULL, repository: 'broken' })).rejects.toBeInstanceOf(CodeHostUnavailable);
  });

  test('G2 G3 it cannot tell of checks and reviews, and says why', async () => {
    const { headSha } = await openHead(world.host, PULL);
    expect(await world.host.readChecks(PULL, headSha)).toEqual({ state: 'cannot_tell', why: 'a plain git repository has no checks' });
    expect(await world.host.readReviews(PULL, headSha)).toEqual({ state: 'cannot_tell', why: 'a plain git repository has no reviews' });
  });
});

import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runGit } from '#platform/embedded/run-git.ts';
import { testRefName } from '#contexts/operations/domain/deployment/test-ref.ts';
import type { Change } from '#contexts/intake/domain/submission.ts';
import type { CodeHost, Head, Ref } from '#contexts/gates/ports/code-host.ts';
import { makeSampleRepository } from '#infra/embedded/sample-project.ts';

const OWNER = { owner: 'oppia', repository: 'oppia' } as const;
export const PULL = { kind: 'pull_request', ...OWNER, number: 1 } as const satisfies Change;

/** A host over the bare repository `oppia/oppia` in `folder`; `oppia/gone` and others are not there. */
export type OpenHost = (repository: string) => Promise<{ host: CodeHost; close: () => Promise<void> }>;

/** What the tests of one adapter work with; each has a repository of its own. */
export interface World {
  host: CodeHost;
  folder: string;
  /** Bare repository with `main` and the pull requests 1 and 2. */
  repository: string;
  git(...args: string[]): Promise<string>;
}

export function refOf(ref: string): Ref {
  return { kind: 'ref', ...OWNER, ref };
}

export async function openHead(host: CodeHost, change: Change): Promise<Exclude<Head, { state: 'missing' }>> {
  const head = await host.readHead(change);
  if (head.state === 'missing') throw new Error('the change is missing');
  return head;
}

export async function askFor(host: CodeHost, change: Change): Promise<{ change: Change; headSha: string; name: string }> {
  const { headSha } = await openHead(host, change);
  return { change, headSha, name: testRefName(change, headSha) };
}

/** Fills the world before each test of the suite that calls it. */
export function useWorld(open: OpenHost): World {
  const world: World = {
    host: {} as CodeHost,
    folder: '',
    repository: '',
    git: async (...args) => (await runGit(args, { gitDir: world.repository })).stdout.trim(),
  };
  let template = '';
  let close = async (): Promise<void> => undefined;
  beforeAll(async () => {
    template = mkdtempSync(join(tmpdir(), 'rehearsal-host-'));
    await makeSampleRepository(join(template, 'sample.git'));
  });
  afterAll(() => rmSync(template, { recursive: true, force: true }));
  beforeEach(async () => {
    world.folder = mkdtempSync(join(tmpdir(), 'rehearsal-host-'));
    world.repository = join(world.folder, 'sample.git');
    cpSync(join(template, 'sample.git'), world.repository, { recursive: true });
    ({ host: world.host, close } = await open(world.repository));
  });
  afterEach(async () => {
    await close();
    rmSync(world.folder, { recursive: true, force: true });
  });
  return world;
}

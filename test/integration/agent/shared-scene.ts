import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { openScene, until, type Scene } from './scene.ts';
import type { FakeServer } from './fake-server.ts';

/** What names a task first. */
const OF_A_TASK = ['raiseFencing', 'withdraw', 'askToCancel', 'reopen', 'forgetOutput', 'updates', 'finished', 'lines', 'chunks'] as const;

/**
 * One agent for all tests of the describe (or file) that calls it: an agent proves its sandbox at each start, which takes longer than what
 * most tests are about. Each test has tasks of its own, whatever it calls them, and only what the agent said meanwhile; what it leaves
 * unfinished is withdrawn. `env` is the agent's.
 */
export function useSharedScene(env: Record<string, string> = {}): () => Scene & { taskId: (id: string) => string } {
  let whole: Scene | undefined;
  let [test, isStarted, logStart] = [0, false, 0];
  let offered: string[] = [];
  const opened = (): Scene => {
    if (whole === undefined) throw new Error('there is no scene yet');
    return whole;
  };
  const taskId = (id: string): string => `t${test}-${id}`;
  beforeAll(async () => {
    whole = await openScene();
    isStarted = false;
  });
  beforeEach(() => {
    test += 1;
    offered = [];
    logStart = opened().agentLog().length;
  });
  afterEach(() => {
    for (const id of offered) if (opened().server.isOpen(id)) opened().server.withdraw(id);
  });
  afterAll(() => opened().end());

  const server = (): FakeServer => {
    const real = opened().server;
    const own = Object.fromEntries(
      OF_A_TASK.map((name) => [
        name,
        (id: string, ...more: unknown[]) => (real[name] as (...given: unknown[]) => unknown)(taskId(id), ...more),
      ]),
    );
    const offer: FakeServer['offer'] = (id, body, state) => {
      offered.push(taskId(id));
      real.offer(taskId(id), body.kind === 'cancel' ? { ...body, target: taskId(body.target) } : body, state);
    };
    return { ...real, ...(own as Pick<FakeServer, (typeof OF_A_TASK)[number]>), offer };
  };
  return () => ({
    ...opened(),
    server: server(),
    taskId,
    agentLog: () => opened().agentLog().slice(logStart),
    startAgent() {
      if (!isStarted) opened().startAgent(env);
      isStarted = true;
    },
    printed: (id, stream) => opened().printed(taskId(id), stream),
    finished: (id, patience = 120_000) => until(() => server().finished(id), `the end of ${id}`, patience, opened().agentLog),
    runScript: (id, ...more) => {
      offered.push(taskId(id));
      opened().runScript(taskId(id), ...more);
    },
  });
}

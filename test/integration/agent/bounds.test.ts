import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { defaultSandbox } from '#contexts/operations/sandbox.ts';
import { classifyFailure } from '#contexts/verdict/domain/failure/classify.ts';
import { findBubblewrap } from '#test/support/bubblewrap.ts';
import { isRunning, openScene, type Scene } from './scene.ts';

/** R16: jobs that take whatever they can. All at one agent, one after the other so that none is ended by another's hunger. */
const hasBubblewrap = findBubblewrap();
const limits = { memoryMegabytes: 128, processes: 60, openFiles: 256, fileMegabytes: 8, scratchMegabytes: 16, sharedMemoryMegabytes: 4 };
const py = (script: string): string[] => ['/usr/bin/python3', '-c', script];
const fill = (folder: string): string =>
  `import itertools\nfor n in itertools.count():\n    with open('${folder}/%d' % n, 'wb') as f: f.write(b'x' * 1000000)`;

const hungry = {
  'a fork bomb': ['bash', '-c', `bomb() { bomb | bomb & }; bomb; sleep 600 # ${process.pid}-bomb`],
  'a memory hog': py('all = []\nwhile True: all.append(bytearray(10_000_000))'),
  'many that take a little memory each': py(
    'import os, time\nfor n in range(30):\n    if os.fork() == 0:\n        all = bytearray(20_000_000); time.sleep(600)\ntime.sleep(600)',
  ),
  'a disk filler': py(fill('/scratch')),
  'a filler of the temporary folder': py(fill('/tmp')),
  'a filler of the shared memory': py(fill('/dev/shm')),
  'a file too large': py("f = open('/scratch/f', 'wb')\nwhile True: f.write(b'x' * 1000000)"),
  'one that prints without end': ['yes', 'x'.repeat(1_000)],
  'a taker of processor time': py('while True: pass'),
};
type Name = keyof typeof hungry;

let scene: Scene;
const idOf = (name: string): string => `run-${Object.keys(hungry).indexOf(name) + 1}`;

(hasBubblewrap ? describe : describe.skip)('R16 in bubblewrap', () => {
  beforeAll(async () => {
    scene = await openScene();
    scene.startAgent();
  });
  afterAll(() => scene.end());

  async function ends(name: Name): Promise<{ cause: string | undefined; class: string }> {
    const timeout = name === 'a fork bomb' ? 6_000 : 100_000;
    const bounds = name === 'a taker of processor time' ? { ...limits, processorMinutes: 0.02 } : limits;
    const body = { kind: 'run' as const, runId: 'r', command: hungry[name], values: {}, ref: 'r', sha: 's', timeout };
    scene.server.offer(idOf(name), { ...body, sandbox: { ...defaultSandbox, kind: 'bubblewrap' as const, limits: bounds } });
    const { cause, exitCode } = await scene.finished(idOf(name), 300_000);
    const failure = classifyFailure(cause ?? 'exited', scene.server.lines(idOf(name), 'stderr'), exitCode);
    return { cause, class: failure.class };
  }

  test.each<[Name, string, string]>([
    ['a fork bomb', 'timed_out', 'timed_out'],
    ['a memory hog', '', 'out_of_memory'],
    ['many that take a little memory each', 'out_of_memory', 'out_of_memory'],
    ['a disk filler', 'exited', 'over_limit'],
    ['a filler of the temporary folder', 'exited', 'over_limit'],
    ['a filler of the shared memory', 'exited', 'over_limit'],
    ['a file too large', 'exited', 'over_limit'],
    ['one that prints without end', 'over_limit', 'over_limit'],
    ['a taker of processor time', 'timed_out', 'timed_out'],
  ])(
    'R16 R9 %s ends as %s, and is classified %s',
    async (name, cause, kind) => {
      // Whoever sees the hog first: the kernel, or the next look.
      expect(await ends(name)).toEqual({ cause: cause === '' ? expect.stringMatching(/^(?:exited|out_of_memory)$/) : cause, class: kind });
    },
    320_000,
  );

  test('R16 the machine and the agent are there after all that, and nobody of it is', async () => {
    const words = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && isRunning(Number(name)))
      .map(commandLine);
    expect(words.filter((line) => line.includes(`${process.pid}-bomb`))).toEqual([]);
    scene.runScript('after', "console.log('still here')", 60_000, { kind: 'bubblewrap' });
    expect(await scene.finished('after')).toMatchObject({ exitCode: 0 });
  }, 200_000);
});

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultSandbox } from '#contexts/operations/sandbox.ts';
import { findBubblewrap } from '#test/support/bubblewrap.ts';
import { isRunning, openScene, type Scene } from './scene.ts';

/** E6, R15: programs of other people, in other languages, none of which knows of a sandbox. All of them at one agent. */
const has = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0;
const hasBubblewrap = findBubblewrap();

interface Program {
  command: string[];
  ends: object;
  stdout?: (string | RegExp)[];
  stderr?: (string | RegExp)[];
  /** Milliseconds. */
  timeout?: number;
}

const sh = (script: string): string[] => ['bash', '-c', script];
const py = (script: string): string[] => ['/usr/bin/python3', '-c', script];
const well = { cause: 'exited', exitCode: 0 };

const PYTHON = `
import multiprocessing, os, pathlib, subprocess, tempfile, threading
def square(n): return n * n
if __name__ == '__main__':
    print('threads', sum(1 for t in [threading.Thread(target=lambda: None) for _ in range(64)] if not t.start()))
    with multiprocessing.Pool(4) as pool: print('pool', sum(pool.map(square, range(10))))
    print('child', subprocess.run(['sh', '-c', 'echo out; echo err >&2'], capture_output=True, text=True))
    with tempfile.NamedTemporaryFile() as f: f.write(b'x'); print('temp', f.name.startswith('/tmp/'))
    pathlib.Path.home().joinpath('note').write_text('x'); print('home', os.listdir(pathlib.Path.home()))
    try: open('note', 'w')
    except OSError as error: print('workdir', error.errno)
    print('unicode', 'zażółć 数')
`;
const JAVA = `
import java.util.stream.*;
public class Job {
  public static void main(String[] given) throws Exception {
    System.out.println("sum " + IntStream.range(0, 1000).parallel().sum());
    Thread[] all = new Thread[40];
    for (int at = 0; at < all.length; at++) { all[at] = new Thread(() -> {}); all[at].start(); }
    for (Thread one : all) one.join();
    java.nio.file.Files.writeString(java.nio.file.Files.createTempFile("a", "b"), "x");
    System.out.println("parameters " + given[0]);
    if (given.length > 1) throw new IllegalStateException("as asked");
  }
}`;

const programs: Record<string, Program> = {
  'python, with threads, a pool of processes, children, files': {
    command: ['/usr/bin/python3', '{workdir}/job.py'],
    ends: well,
    stdout: [
      'threads 64',
      'pool 285',
      /^child .*stdout='out\\n', stderr='err\\n'/,
      'temp True',
      "home ['note']",
      'workdir 30',
      'unicode zażółć 数',
    ],
    stderr: [],
  },
  'python that ends by an exception': {
    command: py('raise KeyError("x")'),
    ends: { cause: 'exited', exitCode: 1 },
    stderr: [/^Traceback/, /./, "KeyError: 'x'"],
  },
  'bash, with pipes, substitutions, background jobs, and the streams opened by name': {
    command: sh(
      'set -e; diff <(echo a) <(echo a); sleep 0.1 & wait; echo piped | tr p P; echo named > /dev/stdout; echo problem > /dev/stderr; cat <<< here; git --version | cut -c1-3; touch "$HOME/x" /tmp/y /dev/shm/z',
    ),
    ends: well,
    stdout: ['PiPed', 'named', 'here', 'git'],
    stderr: ['problem'],
  },
  'node, with a worker and a child': {
    command: [
      '{node}',
      '-e',
      "const { Worker } = require('node:worker_threads'); new Worker('console.log(1)', { eval: true }).once('exit', () => console.log(require('node:child_process').execFileSync(process.execPath, ['-p', '2']).toString().trim()))",
    ],
    ends: well,
    stdout: ['1', '2'],
  },
  ...(has('javac', '-version')
    ? {
        'java, with threads, streams, parameters': {
          command: ['java', '{workdir}/Job.java', '{"a": "b c"}'],
          ends: well,
          stdout: ['sum 499500', 'parameters {"a": "b c"}'],
          stderr: [],
        },
        'java that ends by an exception': {
          command: ['java', '{workdir}/Job.java', 'x', 'y'],
          ends: { cause: 'exited', exitCode: 1 },
          stderr: ['Exception in thread "main" java.lang.IllegalStateException: as asked', /at Job\.main/],
        },
      }
    : {}),
  'an exit code above 128 that is no signal': { command: sh('exit 200'), ends: { cause: 'exited', exitCode: 200 }, stdout: [] },
  'an end by a signal': {
    command: py('import os; os.kill(os.getpid(), 11)'),
    ends: { cause: 'exited', exitCode: null, signal: 'SIGSEGV' },
  },
  'an end by its own SIGKILL': { command: sh('kill -9 $$'), ends: { cause: 'exited', exitCode: null, signal: 'SIGKILL' } },
  'a program that is nowhere': { command: ['no-such-program'], ends: { cause: 'launch_failed', exitCode: null } },
  'a shell that finds nothing': {
    command: sh('no-such-program'),
    ends: { cause: 'exited', exitCode: 127 },
    stderr: [/no-such-program: command not found/],
  },
  'stdout closed early': {
    command: sh('echo before; exec 1>&-; echo after; exit 4'),
    ends: { cause: 'exited', exitCode: 4 },
    stdout: ['before'],
    stderr: [/write error/],
  },
  'stdin that is asked for something': {
    command: py('import sys; print(repr(sys.stdin.read()), sys.stdin.isatty())'),
    ends: well,
    stdout: ["'' False"],
  },
  'no final newline, CR, colours, NUL, and what is not UTF-8': {
    command: ['printf', '%b', 'one\\r\\ntwo\\rthree\\n\\033[31mred\\033[0m\\na\\0000b\\n\\xff\\xfe\\nlast'],
    ends: well,
    stdout: ['one', 'two\rthree', '\u001b[31mred\u001b[0m', 'a\0b', '\ufffd\ufffd', 'last'],
  },
  'a line of three megabytes': {
    command: py('print("x" * 3_000_000); print("after")'),
    ends: well,
    stdout: [/^x{16384} \[TRUNCATED\]$/, 'after'],
  },
  'somebody left behind who holds stdout open': { command: sh('sleep 987 & disown; echo done'), ends: well, stdout: ['done'] },
  'time that runs out': { command: sh('echo begun; sleep 600'), ends: { cause: 'timed_out' }, stdout: ['begun'], timeout: 4_000 },
};

let scene: Scene;
const ids = new Map(Object.keys(programs).map((name, at) => [name, `run-${at + 1}`]));

(hasBubblewrap ? describe : describe.skip)('E6 R15 programs of other people in bubblewrap', () => {
  beforeAll(async () => {
    scene = await openScene();
    mkdirSync(scene.workdir, { recursive: true });
    writeFileSync(join(scene.workdir, 'job.py'), PYTHON);
    writeFileSync(join(scene.workdir, 'Job.java'), JAVA);
    for (const [name, { command, timeout = 120_000 }] of Object.entries(programs)) {
      const body = { kind: 'run' as const, runId: 'r', command, values: {}, ref: 'r', sha: 's', timeout };
      scene.server.offer(ids.get(name) ?? '', { ...body, sandbox: { ...defaultSandbox, kind: 'bubblewrap' as const } });
    }
    scene.startAgent();
  });
  afterAll(() => scene.end());

  test.each(Object.entries(programs))(
    'E6 R9 %s',
    async (name, { ends, stdout, stderr }) => {
      const id = ids.get(name) ?? '';
      const told = await scene.finished(id, 400_000);
      const lines = { stdout: scene.server.lines(id, 'stdout'), stderr: scene.server.lines(id, 'stderr') };
      const wanted = (some: (string | RegExp)[] | undefined): unknown =>
        some?.map((one) => (typeof one === 'string' ? one : expect.stringMatching(one)));
      expect({ told, ...lines }).toMatchObject({
        told: ends,
        ...(stdout === undefined ? {} : { stdout: wanted(stdout) }),
        ...(stderr === undefined ? {} : { stderr: wanted(stderr) }),
      });
    },
    420_000,
  );

  test('R15 nobody of any of them is left', () => {
    const words = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && isRunning(Number(name)))
      .map(commandLine);
    expect(words.filter((line) => line.includes('sleep 987') || line.includes(scene.workdir))).toEqual([]);
  });
});

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

import { describe, expect, test } from '@jest/globals';
import type { FailureClass } from '#contexts/operations/domain/run/classes.ts';
import { TRANSIENT } from '#contexts/operations/domain/run/classes.ts';
import { firstErrorOf } from '#contexts/operations/pages/failure.ts';
import { classifyFailure, firstError } from '#contexts/verdict/domain/failure/classify.ts';

/** The sentences of the documentation (common-errors, troubleshoot-oom and the retired page), and whether another try is of use. */
const documented: readonly (readonly [FailureClass, again: boolean, sentence: string])[] = [
  [
    'worker_lost',
    true,
    'Root cause: Timed out waiting for an update from the worker. For more information, see https://cloud.google.com/dataflow/docs/guides/common-errors#worker-lost-contact.',
  ],
  ['worker_lost', true, 'The Dataflow job appears to be stuck because no worker activity has been seen in the last 1h.'],
  [
    'worker_lost',
    true,
    'Workflow failed. Causes: The Dataflow job appears to be stuck because no worker activity has been seen in the last 1h. Please check the worker logs in Stackdriver Logging.',
  ],
  [
    'worker_lost',
    true,
    'Workflow failed. Causes WORK_ITEM failed.\nThe job failed because a work item has failed 4 times.\nRoot cause: Timed out waiting for an update from the worker.',
  ],
  [
    'worker_lost',
    true,
    'A work item was attempted 4 times without success. Each time the worker eventually lost contact with the service.',
  ],
  ['worker_lost', true, 'Root cause: The worker lost contact with the service.'],
  ['worker_lost', true, 'SDK worker appears to be permanently unresponsive. Aborting the SDK'],
  ['launch_failed', true, 'Startup of the worker pool in zone us-central1-f failed to bring up any of the desired 1 workers.'],
  ['launch_failed', true, 'Error: Template launch failed: exit status 13'],
  ['launch_failed', true, 'Error occurred in the launcher container: Template launch failed. See console logs.'],
  [
    'launch_failed',
    false,
    'JOB_MESSAGE_ERROR: Startup of the worker pool in zone ZONE failed to bring up any of the desired 1 workers. [...] UNSUPPORTED_OPERATION: Instance INSTANCE_ID creation failed: Instances with guest accelerators do not support live migration.',
  ],
  ['launch_failed', false, 'Some Cloud APIs need to be enabled for your project in order for Cloud Dataflow to run this job.'],
  ['launch_failed', false, 'Workflow failed. Causes: "@*" and "@N" are reserved sharding specs. Filepattern must not contain any of them.'],
  [
    'launch_failed',
    false,
    'The job graph is too large. Please try again with a smaller job graph, or split your job into two or more smaller jobs.',
  ],
  ['launch_failed', false, 'SDK pipeline options or staging file list exceeds size limit.'],
  [
    'launch_failed',
    false,
    'The workflow was automatically rejected by the service. The requested accelerator type requires setting the worker machine type.',
  ],
  ['launch_failed', false, 'Unable to pull container image due to error: Image pull request failed with error'],
  ['launch_failed', false, 'Workflow failed. Causes: Network default is not accessible to Dataflow Service account or does not exist.'],
  [
    'quota',
    true,
    "Startup of the worker pool in zone ZONE_NAME failed to bring up any of the desired 3 workers. ZONE_RESOURCE_POOL_EXHAUSTED_WITH_DETAILS: Instance 'I' creation failed: The zone 'projects/P/zones/Z' does not have enough resources available to fulfill the request. '(resource type:compute)'.",
  ],
  [
    'quota',
    true,
    "Startup of the worker pool in zone us-central1-a failed to bring up any of the desired 1 workers. Please refer to https://cloud.google.com/dataflow/docs/guides/common-errors#worker-pool-failure for help troubleshooting. QUOTA_EXCEEDED: Instance 'i' creation failed: Quota 'NVIDIA_T4_GPUS' exceeded. Limit: 32.0 in region us-central1.",
  ],
  [
    'quota',
    true,
    "Startup of the worker pool in zone Z failed to bring up any of the desired 2 workers. The project quota may have been exceeded or access control policies may be preventing the operation; review the Cloud Logging 'VM Instance' log for diagnostics.",
  ],
  ['quota', true, 'Workflow failed. Causes: Project my-project has insufficient resource(s) to execute this workflow'],
  ['quota', true, 'Request was throttled due to user QPS limit being reached'],
  [
    'out_of_memory',
    false,
    'Shutting down JVM after 8 consecutive periods of measured GC thrashing. Memory is used/total/max = 24453/42043/42043 MB, GC last/max = 58.97/99.89 %, #pushbacks=82, gc thrashing=true. Heap dump not written.',
  ],
  ['out_of_memory', false, 'Shutting down JVM after 8 consecutive periods of measured GC thrashing'],
  ['out_of_memory', false, 'java.lang.OutOfMemoryError: Java heap space'],
  [
    'worker_exit',
    false,
    'Error syncing pod POD_ID, skipping: [failed to "StartContainer" for CONTAINER_NAME with CrashLoopBackOff: "back-off 5m0s restarting failed container=CONTAINER_NAME pod=POD_NAME].',
  ],
  ['worker_exit', false, 'Python exited: exit status 1'],
  ['worker_error', false, 'The job failed because a work item has failed 4 times.'],
];

describe('R16 what reached a bound', () => {
  test.each([
    'Error: ENOSPC: no space left on device, write',
    'Error: EMFILE: too many open files, open "/scratch/x"',
    'Error: spawn /usr/bin/node EAGAIN',
    'OSError: [Errno 28] No space left on device',
    'OSError: [Errno 27] File too large',
    'BlockingIOError: [Errno 11] Resource temporarily unavailable',
    "RuntimeError: can't start new thread",
    'java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory or process/resource limits reached',
    'java.io.IOException: No space left on device',
  ])('R16 R9 is told from its exception: %s', (line) => {
    expect(classifyFailure('exited', [line], 1)).toMatchObject({ class: 'over_limit', firstError: line });
  });

  test.each([
    'ValueError: no space left on device in lesson 3',
    'KeyError: "ENOSPC"',
    'OSError: [Errno 2] No such file',
    'No space left on device',
  ])('R9 and not from its words: %s', (line) => expect(classifyFailure('exited', [line], 1).class).toBe('job_error'));

  test('R16 R18 nothing of this is tried again by itself', () => {
    expect([TRANSIENT.has('over_limit'), TRANSIENT.has('never_here')]).toEqual([false, false]);
    expect(classifyFailure('never_here', ['CountJob needs a key'])).toMatchObject({
      class: 'never_here',
      firstError: 'CountJob needs a key',
    });
  });
});

describe('R9 the service’s own messages', () => {
  test.each(documented)('R9 %s (again: %s): %s', (wanted, again, sentence) => {
    for (const failure of [classifyFailure('exited', [], null, [sentence]), classifyFailure('exited', sentence.split('\n'), 1)]) {
      expect(failure.class).toBe(wanted);
      expect(TRANSIENT.has(failure.class) && failure.permanent !== true).toBe(again);
      expect(failure.firstError).not.toBe('');
    }
  });

  test.each(documented)('R9 no word of the job’s is taken for the service’s: %s %s %s', (_class, _again, sentence) => {
    const words = [`ValidationError: topic "${sentence}" not found`, `KeyError: '${sentence}'`, `could not read ${sentence}`];
    for (const line of words) {
      expect(classifyFailure('exited', [line.replaceAll('\n', ' ')], 1).class).toBe('job_error');
      expect(classifyFailure('exited', [], null, [`Error message from worker: ${line.replaceAll('\n', ' ')}`]).class).toBe('worker_error');
    }
  });

  test.each([
    'ValidationError: topic "Quota exceeded lesson" not found',
    'ValueError: RESOURCE_EXHAUSTED is no state of a topic',
    'The lesson QUOTA_EXCEEDED was not found',
    'KeyError: "out of memory"',
    'AssertionError: the worker lost contact with the service',
    'RuntimeError: cannot find module "x"',
    'utils.ValidationError: Timed out waiting for an update from the worker',
  ])('R9 %s is the job’s, whoever hands it on', (line) => {
    expect(classifyFailure('exited', [line], 1).class).toBe('job_error');
    if (line.includes('Error: ')) expect(classifyFailure('exited', [], null, [line]).class).toBe('job_error');
  });

  test('R9 names of stages and steps are the job’s words', () => {
    const failure = classifyFailure('exited', [], null, [
      'Workflow failed. Causes: S01:Quota exceeded/QUOTA_EXCEEDED+Write failed., The job failed because a work item has failed 4 times.',
    ]);
    expect(failure).toMatchObject({ class: 'worker_error', stage: 'S01:Quota exceeded/QUOTA_EXCEEDED+Write' });
  });

  test('R9 a process that ends by itself with a code, and says nothing', () => {
    expect(classifyFailure('exited', [], 3)).toMatchObject({ class: 'worker_exit', firstError: '' });
    expect(classifyFailure('exited', ['no such topic'], 3)).toMatchObject({ class: 'job_error', firstError: 'no such topic' });
  });
});

const traces: readonly (readonly [what: string, root: string, trace: string])[] = [
  [
    'a Python traceback',
    "AttributeError: 'NoneType' object has no attribute 'id'",
    `Traceback (most recent call last):\n  File "/app/error_report_jobs.py", line 3, in run\n    x.id\n    ^^^^\nAttributeError: 'NoneType' object has no attribute 'id'`,
  ],
  [
    'a chain by handling',
    "KeyError: 'a'",
    `Traceback (most recent call last):\n  File "a.py", line 1, in f\n    {}['a']\nKeyError: 'a'\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File "a.py", line 3, in g\nRuntimeError: later`,
  ],
  [
    'a chain by cause',
    'ValueError: root',
    `Traceback (most recent call last):\n  File "a.py", line 1, in f\nValueError: root\n\nThe above exception was the direct cause of the following exception:\n\nTraceback (most recent call last):\n  File "a.py", line 3, in g\ncustom.Wrapped: later`,
  ],
  [
    'an exception group',
    'ValueError: 1',
    `  + Exception Group Traceback (most recent call last):\n  |   File "x.py", line 1, in <module>\n  |     raise ExceptionGroup("many", [ValueError(1), TypeError(2)])\n  | ExceptionGroup: many (2 sub-exceptions)\n  +-+---------------- 1 ----------------\n    | Traceback (most recent call last):\n    |   File "x.py", line 2, in a\n    | ValueError: 1\n    +---------------- 2 ----------------\n    | TypeError: 2\n    +------------------------------------`,
  ],
  [
    'an exception that is only a name',
    'custom_errors.StopEverything',
    `Traceback (most recent call last):\n  File "a.py", line 1, in f\ncustom_errors.StopEverything`,
  ],
  [
    'a syntax error',
    'SyntaxError: invalid syntax',
    `  File "error_jobs.py", line 3\n    foo bar\n        ^^^\nSyntaxError: invalid syntax`,
  ],
  [
    'a step of Beam',
    'KeyError: 7',
    `Traceback (most recent call last):\n  File "apache_beam/runners/common.py", line 1423\nKeyError: 7 [while running 'Map(count)']`,
  ],
  [
    'a logged traceback',
    'ValueError: bad',
    `[2026-11-29 10:00:00] ERROR Traceback (most recent call last):\n[2026-11-29 10:00:00] ERROR   File "error_jobs.py", line 2\n[2026-11-29 10:00:00] ERROR ValueError: bad`,
  ],
  [
    'a traceback behind warnings',
    'OSError: gone',
    `a.py:1: DeprecationWarning: error soon\nINFO:root:exception handling on\nTraceback (most recent call last):\n  File "a.py", line 1\nOSError: gone`,
  ],
  [
    'Java',
    'java.io.IOException: root',
    `Exception in thread "main" java.lang.RuntimeException: outer\n\tat a.B.c(B.java:1)\nCaused by: java.lang.IllegalStateException: middle\n\tat x.Y.z(Y.java:4)\n\t... 2 more\nCaused by: java.io.IOException: root\n\t... 3 more`,
  ],
  [
    'Java without a cause',
    'org.acme.TopicGone: 7',
    `org.acme.TopicGone: 7\n\tat a.ErrorJob.c(ErrorJob.java:1)\n\tat a.ErrorJob.d(ErrorJob.java:2)`,
  ],
  [
    'JavaScript',
    "TypeError: Cannot read properties of undefined (reading 'x')",
    `/app/error.js:12\n    throw x;\n    ^\n\nTypeError: Cannot read properties of undefined (reading 'x')\n    at foo (/app/error.js:12:9)\n    at node:internal/main:1:1\n\nNode.js v24.1.0`,
  ],
  [
    'JavaScript with a cause',
    'TypeError: root of it',
    `Error: outer error\n    at foo (/app/error.js:12:9) {\n  [cause]: TypeError: root of it\n      at bar (/app/a.js:1:1)\n}`,
  ],
  [
    'Go',
    'panic: runtime error: index out of range [5] with length 3',
    `panic: runtime error: index out of range [5] with length 3\n\ngoroutine 1 [running]:\nmain.errorJob(...)\n\t/app/main.go:12\nexit status 2`,
  ],
  ['Go, recovered', 'panic: first', `panic: first [recovered]\n\tpanic: second\n\ngoroutine 1 [running]:\nmain.f()`],
  ['Rust', 'index out of bounds', `thread 'main' panicked at src/error.rs:2:5:\nindex out of bounds\nnote: run with RUST_BACKTRACE=1`],
  [
    'C#',
    'System.IO.IOException: root',
    `Unhandled exception. System.Exception: outer\n ---> System.IO.IOException: root\n   at A.B() in /a.cs:line 3\n   --- End of inner exception stack trace ---\n   at A.C() in /a.cs:line 5`,
  ],
  [
    'a dump on one line',
    'KeyError: "x"',
    String.raw`Error message from worker: generic::unknown: Traceback (most recent call last):\n  File \"a.py\", line 1\nKeyError: \"x\" [while running 'Map(f)']\n`,
  ],
];

describe('R9 the first error is the exception, not a frame', () => {
  test.each(traces)('R9 of %s: %s', (_what, root, trace) => {
    expect(firstError(trace.split('\n'))).toBe(root);
    expect(firstError(trace.split('\n').map((line) => `2026-11-29 10:00:00,123 ERROR ${line}`))).toBe(root);
    expect(classifyFailure('exited', [], null, [`Error message from worker: ${trace}`]).firstError).toBe(root);
  });

  test('R9 distinct roots are counted, the step is named', () => {
    const one = (n: number): string[] => [
      'Traceback (most recent call last):',
      '  File "a.py", line 1',
      `KeyError: ${n} [while running 'Map(f)']`,
    ];
    const failure = classifyFailure('exited', [one(1), one(1), ...Array.from({ length: 9 }, (_, n) => one(n))].flat(), 1);
    expect(failure).toMatchObject({ firstError: 'KeyError: 1', step: 'Map(f)', moreRoots: 4 });
    expect(failure.roots?.[0]).toEqual({ message: 'KeyError: 1', count: 3 });
    expect(failure.roots).toHaveLength(5);
  });

  test.each([
    ['import_error', "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'x' imported from /a.js"],
    ['import_error', "ModuleNotFoundError: No module named 'core'"],
    ['import_error', 'java.lang.NoClassDefFoundError: com/acme/Topic'],
    ['out_of_memory', 'MemoryError'],
    ['out_of_memory', 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory'],
    ['out_of_memory', 'fatal error: runtime: out of memory'],
    ['quota', 'google.api_core.exceptions.ResourceExhausted: 429 Quota exceeded for quota metric'],
  ] as const)('R9 %s is told by the type of %s', (wanted, line) => {
    expect(classifyFailure('exited', [line], 1).class).toBe(wanted);
  });

  test('R9 R7 of blank lines alone there is no first error to read, and the advice says so; the pages leave it out', () => {
    const blank = classifyFailure('exited', ['', ' \t '], 0);
    expect(blank).toMatchObject({ class: 'job_error', firstError: '' });
    expect(blank.advice).not.toContain('first error');
    expect(firstErrorOf(blank)).toBeUndefined();
    const told = classifyFailure('exited', ['', 'KeyError: <1>'], 0);
    expect(told.advice).toContain('first error');
    expect(firstErrorOf(told)?.markup).toBe('<pre>KeyError: &lt;1&gt;</pre>');
  });
});

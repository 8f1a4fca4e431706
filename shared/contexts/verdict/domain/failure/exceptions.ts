import type { FailureClass } from '#contexts/operations/domain/run/classes.ts';

/**
 * R9. What an exception is told by: its type, at the start of its own line. What it says in words counts only where the text is that of a
 * library and stands behind the library's type, so that `ValidationError: topic "Quota exceeded lesson" not found` is the job's.
 */
const signs: readonly (readonly [FailureClass, RegExp])[] = [
  ['import_error', /^(?:ImportError|ModuleNotFoundError)(?::|$)/],
  ['import_error', /^(?:java\.lang\.)?(?:ClassNotFoundException|NoClassDefFoundError|NoSuchMethodError|NoSuchFieldError)(?::|$)/],
  ['import_error', /^(?:Error|TypeError)(?: \[ERR_MODULE_NOT_FOUND\])?: Cannot find (?:module|package) /],
  [
    'beam_unlabelled',
    /^(?:RuntimeError|[\w.]*IllegalStateException): (?:A transform with label |Transform with label |Pipeline update will not be possible)/i,
  ],
  ['beam_unlabelled', /^RuntimeError: .{0,40}transform with label .{0,200} already exists/i],
  [
    'beam_unwindowed',
    /^(?:ValueError|[\w.]*IllegalStateException): GroupByKey cannot be applied to (?:an unbounded|non-bounded) PCollection/i,
  ],
  // Java's word for too many threads, which is no matter of memory.
  ['over_limit', /^(?:java\.lang\.)?OutOfMemoryError: unable to create (?:new )?native thread/],
  ['over_limit', /^(?:Error: (?:ENOSPC|EMFILE|EFBIG)\b|Error: spawn \S{1,200} (?:EAGAIN|EMFILE)\b)/],
  ['over_limit', /^(?:OSError|IOError): \[Errno (?:24|27|28)\]/],
  ['over_limit', /^(?:BlockingIOError: \[Errno 11\]|RuntimeError: can't start new thread)/],
  ['over_limit', /^java\.(?:io|nio\.file)\.\w{1,40}: (?:.{0,300}: )?(?:No space left on device|Too many open files|File too large)$/],
  ['out_of_memory', /^(?:[\w.]{0,80}MemoryError|(?:java\.lang\.)?OutOfMemoryError|std::bad_alloc)(?::|$)/],
  ['out_of_memory', /^RangeError: Array buffer allocation failed/],
  ['out_of_memory', /^Error(?: \[ERR_WORKER_OUT_OF_MEMORY\])?: Worker terminated due to reaching memory limit/],
  ['out_of_memory', /^fatal error: runtime: (?:cannot allocate|out of) memory\b/],
  ['out_of_memory', /^FATAL ERROR: .{0,120}(?:heap limit|JavaScript heap out of memory)/],
  ['out_of_memory', /^Out of memory: Kill(?:ed)? process\b/i],
  ['quota', /^google\.api_core\.exceptions\.(?:ResourceExhausted|TooManyRequests)(?::|$)/],
  [
    'quota',
    /^(?:googleapiclient\.errors|google\.api_core\.exceptions|apitools\.base|grpc(?:\._channel)?|com\.google\.api|io\.grpc)\.[\w.]{1,80}: .{0,300}?(?:RESOURCE_EXHAUSTED|\bquotaExceeded\b|\brateLimitExceeded\b|\bQuota exceeded\b|\bQUOTA_EXCEEDED\b|\bResourceExhausted\b)/,
  ],
];

/** The class that the exception itself tells, or undefined. */
export function classOfException(exception: string): FailureClass | undefined {
  const text = exception.slice(0, 1_000);
  return signs.find(([, sign]) => sign.test(text))?.[0];
}

/** How an exception's own line begins, whatever the language; a warning is none. */
const opening =
  /^(?:Uncaught |Unhandled [Ee]xception[.:] |Exception in thread "[^"]{0,80}" |\[ERROR\] )?((?:[A-Za-z_$][\w$]{0,80}[./]){0,12}[A-Za-z_$][\w$]{0,80})(?: \[[A-Z_0-9]{1,60}\])?(?::(?:\s|$)|$)/;

/** The line without what a runtime puts in front, if it is that of an exception. */
export function exceptionOn(line: string): string | undefined {
  if (line.startsWith('FATAL ERROR: ') || /^Out of memory: Kill/i.test(line)) return line;
  const [all = '', type = ''] = opening.exec(line.slice(0, 1_200)) ?? [];
  if (!/(?:Error|Exception|Throwable|Fault|Interrupt|SystemExit|Violation)$|[./](?:exceptions?|errors?)\.\w+$/.test(type)) return undefined;
  return line.slice(all.indexOf(type));
}

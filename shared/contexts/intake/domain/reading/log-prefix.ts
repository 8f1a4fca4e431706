/** What loggers and runners put in front of a line. Each is tried again until none fits; every one is bounded, so that a hostile line costs no more than its length. */
const prefixes: readonly RegExp[] = [
  // [2026-11-29 10:00:00] [INFO]
  /^\[[^[\]]{1,120}\](?: ?[-:|](?= ))? ?/,
  // 2026-11-29T10:00:00.123Z, 2026/11/29 10:00:00
  /^\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d{1,9})?(?:Z| ?[+-]\d\d:?\d\d)?(?: ?[-:|](?= ))? ?/,
  /^\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?[-:|](?= ))? ?/,
  // Nov 29 10:00:00 host job[12]:
  /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d [\w.-]{1,80} [\w./-]{1,80}(?:\[\d{1,10}\])?: ?/,
  // I1129 10:00:00.123456 12 file.py:34]
  /^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d{1,9} {1,8}\d{1,10} [\w.-]{1,80}:\d{1,6}\] ?/,
  // INFO:root: and INFO apache_beam: are the logger's, `Error:` is an exception's
  /^(?!FATAL ERROR:)(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL|SEVERE|Trace|Debug|Info|Notice|trace|debug|info|notice|warn|warning)(?::[\w.$-]{1,80}(?=:))?(?: ?[-:|] ?| (?=\s*\S))/,
  // root - and apache_beam.runners - between a time and a level
  /^[\w$.-]{1,80} - (?=(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL)\b)/,
  // JOB_MESSAGE_ERROR:
  /^JOB_MESSAGE_[A-Z]{1,20}: ?/,
];

/** How a runner hands on what a job returned (`SUCCESS: '…'`), and a logger's dotted name: of a trace these would be a part. */
const wrappers: readonly RegExp[] = [
  /^(?:SUCCESS|FAILURE|RESULT|STDOUT|STDERR|OUTPUT) ?: ?/i,
  /^[\w$]{1,40}(?:\.[\w$]{1,40}){1,12}: /,
  /^ +/,
];

const MOST = 8;

/** The line without what a logger put in front; indentation behind that stays. */
export function withoutLogPrefix(text: string): string {
  return stepsOf(text, prefixes).at(-1) ?? text;
}

/** Every form of the line that a count may stand in: whole, and with one prefix, wrapper or pair of quotes less after the other. */
export function bodiesOf(text: string): string[] {
  const bodies = stepsOf(text, [...prefixes, ...wrappers]).flatMap((body) => [body.trim(), ...unquoted(body.trim())]);
  return [...new Set(bodies)];
}

function stepsOf(text: string, all: readonly RegExp[]): string[] {
  const steps = [text];
  for (let body: string | undefined = text; body !== undefined && steps.length < MOST;) {
    const before: string = body;
    const found = all.map((prefix) => prefix.exec(before)?.[0] ?? '').find((prefix) => prefix !== '');
    body = found === undefined ? undefined : before.slice(found.length);
    if (body !== undefined) steps.push(body);
  }
  return steps;
}

const pairs: Record<string, string> = { "'": "'", '"': '"', '`': '`', '{': '}', '(': ')', '[': ']', '<': '>' };

/** Without the quotes or brackets around all of it: at most three pairs. */
function unquoted(body: string): string[] {
  const inner: string[] = [];
  let left = /^[bu](?=["'])/.test(body) ? body.slice(1) : body;
  while (inner.length < 3 && left.length > 1 && pairs[left[0] ?? ''] === left.at(-1)) {
    left = left.slice(1, -1).trim();
    inner.push(left);
  }
  return inner;
}

import { clipped } from '../sample.ts';
import { plainText, withoutColours } from '#contexts/intake/domain/reading/plain.ts';
import { withoutLogPrefix } from '#contexts/intake/domain/reading/log-prefix.ts';
import type { FailureClass, RootError } from '#contexts/operations/domain/run/classes.ts';
import { classOfException, exceptionOn } from './exceptions.ts';
import { serviceFinding, stageOf, type ServiceFinding } from './service-messages.ts';
import { traces, type Traces } from './traces.ts';

/** What a failed run left to read, whichever executor brought it: bounded, however long it was. */
export interface Dump {
  /** The first root exception, else what the service says, else the first line that is no chatter. */
  first: string;
  roots: RootError[];
  moreRoots: number;
  /** What the job's own exceptions tell. */
  exception?: FailureClass;
  hasException: boolean;
  service?: { class: FailureClass; permanent?: true };
  /** It came through a worker of the service. */
  fromWorker: boolean;
  stage?: string;
  step?: string;
}

/** Takes what a run wrote to stderr line by line, and what the service said of it message by message. */
export interface Dumping {
  line(line: string): void;
  message(message: string): void;
  end(): Dump;
}

const MOST_ROOTS = 5;
const LONGEST = 500;
const worker = /^(?:\([0-9a-f]{8,20}\):? ?)?Error message from worker: ?/;
const running = / ?\[while running '([^']{1,300})'\]/;

export function dumping(): Dumping {
  const seen: Seen = { roots: new Map(), moreRoots: 0, fromWorker: false };
  const reader = traces((found) => noteRoot(seen, found));
  const line = (raw: string): void => takeLine(seen, reader, raw);
  return {
    line,
    message(message) {
      if (worker.test(message)) return message.split('\n').forEach(line);
      seen.any ??= message.trim();
      // What an exception says is the job's, whoever hands it on.
      noteService(seen, message, exceptionOn(message.trim().split('\n', 1)[0] ?? '') === undefined);
      for (const part of message.split('\n')) reader.take(part);
      reader.end();
    },
    end() {
      reader.end();
      return dumpOf(seen);
    },
  };
}

interface Seen {
  roots: Map<string, number>;
  moreRoots: number;
  fromWorker: boolean;
  /** The first root exception; the first line that tells something; the first line at all. */
  first?: string;
  telling?: string;
  any?: string;
  exception?: FailureClass | undefined;
  service?: ServiceFinding;
  step?: string | undefined;
  stage?: string | undefined;
}

function noteRoot(seen: Seen, found: string): void {
  const text = clipped(found.replace(running, '').trim(), LONGEST);
  seen.first ??= text;
  seen.step ??= running.exec(found)?.[1];
  seen.exception ??= classOfException(text);
  if (seen.roots.has(text) || seen.roots.size < MOST_ROOTS) seen.roots.set(text, (seen.roots.get(text) ?? 0) + 1);
  else seen.moreRoots += 1;
}

function noteService(seen: Seen, message: string, isOurs: boolean): void {
  const finding = serviceFinding(message, isOurs);
  if (finding !== undefined && (seen.service === undefined || finding.rank < seen.service.rank)) seen.service = finding;
  if (finding !== undefined || isOurs) seen.stage ??= stageOf(message);
}

function takeLine(seen: Seen, reader: Traces, raw: string): void {
  const bare = withoutLogPrefix(withoutColours(raw));
  if (bare.trim() === '') return reader.take('');
  seen.any ??= bare.trim();
  const words = bare.replace(worker, '');
  if (words === bare) noteService(seen, bare, false);
  else seen.fromWorker = true;
  if (seen.telling === undefined && isTelling(raw, words)) seen.telling = words.trim();
  for (const part of partsOf(words)) reader.take(part);
}

function dumpOf({ roots, moreRoots, fromWorker, first, telling, any, exception, service, step, stage }: Seen): Dump {
  return {
    first: clipped(first ?? service?.text ?? telling ?? any ?? '', LONGEST),
    roots: [...roots].map(([message, count]) => ({ message, count })),
    moreRoots,
    ...(exception === undefined ? {} : { exception }),
    hasException: first !== undefined,
    ...(service === undefined ? {} : { service: { class: service.row.class, ...(service.row.permanent ? { permanent: true } : {}) } }),
    fromWorker,
    ...(stage === undefined ? {} : { stage }),
    ...(step === undefined ? {} : { step }),
  };
}

/** A dump that was put on one line as text: `Traceback (most recent call last):\n  File "…"`. */
function partsOf(line: string): string[] {
  if (!/Traceback \(most recent call last\):\\n|\\n(?:\\t| {2,8})at \S|\\nCaused by: |\\nTraceback /.test(line)) return [line];
  const undone = line.replace(/\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|([nrt"'\\]))/gi, (_all, four?: string, two?: string, sign?: string) =>
    sign === undefined ? String.fromCharCode(Number.parseInt(four ?? two ?? '20', 16)) : (plainSigns[sign] ?? sign),
  );
  return undone.split(/\r?\n/);
}

const plainSigns: Record<string, string> = { n: '\n', r: '', t: '\t' };

/** Neither chatter of a logger, nor a part of a trace. */
function isTelling(raw: string, words: string): boolean {
  const text = words.trim();
  if (/^(?:\[[^\]]{1,80}\] ?)*(?:\S{1,40} ){0,3}(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING)\b/.test(plainText(raw).slice(0, 200)))
    return false;
  return (
    !/^(?:Traceback \(|File "|at \S+[ (]|\^|~|[|+][ -]|goroutine \d|exit status \d|Node\.js v\d)/.test(text) &&
    !/^(?:\S{1,200} )?\w{0,60}Warning: /.test(text)
  );
}

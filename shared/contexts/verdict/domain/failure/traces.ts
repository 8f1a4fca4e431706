import { exceptionOn } from './exceptions.ts';

/**
 * Finds the root exceptions in lines of traces, one line after the other: Python (chains, groups, syntax errors), Java, JavaScript, C#,
 * Go and Rust. Of a chain the root is the one that began it. Holds no more than the trace it is in.
 */
export interface Traces {
  take(line: string): void;
  end(): void;
}

type Found = (exception: string) => void;

interface State {
  /** Within a Python traceback: frames come, and then the exception. */
  python: boolean;
  /** What comes next follows from the one before. */
  chained: boolean;
  /** A Python group that has yet to show its members. */
  group?: string | undefined;
  /** An exception of another language, open to causes that its trace may name. */
  open?: string | undefined;
  /** Its trace has begun: what is not of it ends it. */
  inTrace: boolean;
  /** Rust says where it panicked, and on the next line why. */
  panicked: boolean;
  last: string;
}

const chain =
  /^(?:During handling of the above exception, another exception occurred|The above exception was the direct cause of the following exception):$/;
const tracebackBegins = /Traceback \(most recent call last\):\s*$/;
const frame = /^\s+at \S/;
const cause = /^\s*(?:Caused by:|\[cause\]:|---> ) ?(.*)$/;

export function traces(found: Found): Traces {
  const state: State = { python: false, chained: false, inTrace: false, panicked: false, last: '' };
  return {
    take: (line) => takeLine(state, withoutMargin(line), found),
    end: () => {
      close(state, found);
      closeGroup(state, found);
    },
  };
}

/** Groups draw a margin: `  | ValueError: 1`, `  +-+---------------- 1 ----------------`. */
function withoutMargin(line: string): string {
  if (/^\s*\+-[-+]*(?: \d+ -+| \.\.\. -+|-)?-*\s*$/.test(line)) return '+';
  return line.replace(/^\s*[|+] (?=\s*\S)/, '');
}

function takeLine(state: State, line: string, found: Found): void {
  if (tracebackBegins.test(line)) return beginPython(state, found);
  if (line === '+') return void (state.python = state.group !== undefined);
  if (state.python) return takePython(state, line, found);
  if (chain.test(line.trim())) return void (state.chained = true);
  takeOther(state, line, found);
}

function beginPython(state: State, found: Found): void {
  close(state, found);
  state.python = true;
}

function takePython(state: State, line: string, found: Found): void {
  if (line.trim() === '' || /^\s/.test(line) || line.startsWith('File "')) return;
  state.python = false;
  if (state.chained) {
    state.chained = false;
    return;
  }
  if (/Group: .{0,500}\(\d+ sub-exceptions?\)\s*$/.test(line)) state.group ??= line;
  else {
    state.group = state.group === undefined ? undefined : '';
    found(line);
  }
}

function closeGroup(state: State, found: Found): void {
  if (state.group !== undefined && state.group !== '') found(state.group);
  state.group = undefined;
}

function takeOther(state: State, line: string, found: Found): void {
  const [, why] = cause.exec(line) ?? [];
  if (why !== undefined && (state.open !== undefined || why !== '')) {
    state.open = why.trim() || state.open;
    state.inTrace = true;
  } else if (frame.test(line)) {
    if (!state.inTrace && state.open === undefined && state.last !== '') state.open = exceptionOn(state.last) ?? state.last;
    state.inTrace = true;
  } else if (/^\s*\.\.\. \d+ (?:more|common frames)/.test(line) || /^\s*--- End of /.test(line) || /^\s+Suppressed: /.test(line)) {
    state.inTrace = true;
  } else takePlain(state, line, found);
  state.last = line.trim() === '' || frame.test(line) ? '' : line.trim();
}

function takePlain(state: State, line: string, found: Found): void {
  const go = /^(?:panic|fatal error): .*$/.exec(line)?.[0];
  if (state.panicked && line.trim() !== '') {
    state.panicked = false;
    close(state, found);
    found(line.trim());
  } else if (go !== undefined) {
    close(state, found);
    found(go.replace(/ \[recovered.*$/, ''));
  } else if (/^thread '.{0,100}' (?:\(\d+\) )?panicked at /.test(line)) {
    const [, told] = /panicked at ['"](.*)['"], /.exec(line) ?? [];
    if (told === undefined) state.panicked = true;
    else found(told);
  } else takeStatement(state, line, found);
}

function takeStatement(state: State, line: string, found: Found): void {
  const exception = /^\S/.test(line) ? exceptionOn(line) : undefined;
  if (exception !== undefined) {
    close(state, found);
    state.open = exception;
  } else if (state.inTrace && /^\S/.test(line) && !/^[}\]]/.test(line)) close(state, found);
}

function close(state: State, found: Found): void {
  const { open } = state;
  [state.open, state.inTrace, state.last] = [undefined, false, ''];
  if (open === undefined) return;
  if (state.chained) state.chained = false;
  else found(open);
}

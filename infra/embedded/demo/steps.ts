/** Shows each step as it happens, with how long it took. */
export interface Steps {
  title(text: string): void;
  /** Runs one step; its result's text, if any, is shown behind it. Throws on: the story ends where it breaks. */
  step<T>(text: string, work: () => Promise<T>, tell?: (value: T) => string): Promise<T>;
  readonly seen: number;
}

/** `live`: a terminal, where a line can be written over. */
export function createSteps(write: (text: string) => void, live = false): Steps {
  let seen = 0;
  return {
    title: (text) => write(`\n${text}\n`),
    async step(text, work, tell) {
      const began = performance.now();
      if (live) write(`  … ${text}`);
      try {
        const value = await work();
        seen += 1;
        const told = tell?.(value) ?? '';
        write(`${live ? '\r' : ''}  ✓ ${text}${told === '' ? '' : `: ${told}`} (${Math.round(performance.now() - began)} ms)\n`);
        return value;
      } catch (error) {
        write(`${live ? '\r' : ''}  ✗ ${text}\n`);
        throw error;
      }
    },
    get seen() {
      return seen;
    },
  };
}

/** For what must be so; the message says what was expected. */
export function expectTrue(condition: boolean, expected: string): void {
  if (!condition) throw new Error(`expected: ${expected}`);
}

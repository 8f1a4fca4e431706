export type Environment = Readonly<Record<string, string | undefined>>;

/** Refusal to start: every missing or wrong name at once (X3). The message never carries a value. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`the environment is not complete:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

export interface Reader {
  /** Notes a problem when it is not set; the empty text then stands in until `done` throws. */
  required(name: string, meaning: string): string;
  optional(name: string): string | undefined;
  number(name: string, fallback: number, limits: { min: number; max: number; whole: boolean }): number;
  /** Comma-separated, at least one. */
  requiredList(name: string, meaning: string): string[];
  list(name: string): string[];
  problem(text: string): void;
  /** Hands the value on, or throws ConfigError with every problem so far. */
  done<T>(value: T): T;
}

/** A set but blank variable counts as not set. A name that is not among the wanted ones is not missed. */
export function readerOf(env: Environment, wanted?: readonly string[]): Reader {
  const problems: string[] = [];
  const optional = (name: string): string | undefined => env[name]?.trim() || undefined;
  const list = (name: string): string[] =>
    (optional(name) ?? '')
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '');

  function present<T>(value: T | undefined, name: string, meaning: string, standIn: T): T {
    if (value !== undefined) return value;
    if (wanted === undefined || wanted.includes(name)) problems.push(`${name} is missing: ${meaning}`);
    return standIn;
  }

  function number(name: string, fallback: number, limits: { min: number; max: number; whole: boolean }): number {
    const text = optional(name);
    if (text === undefined) return fallback;
    const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
    if (value >= limits.min && value <= limits.max && (!limits.whole || Number.isInteger(value))) return value;
    problems.push(`${name} must be a ${limits.whole ? 'whole ' : ''}number from ${limits.min} to ${limits.max}`);
    return fallback;
  }

  return {
    optional,
    list,
    number,
    required: (name, meaning) => present(optional(name), name, meaning, ''),
    requiredList: (name, meaning) => present(list(name).length > 0 ? list(name) : undefined, name, meaning, []),
    problem: (text) => void problems.push(text),
    done(value) {
      if (problems.length > 0) throw new ConfigError(problems);
      return value;
    },
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand } from '#infra/cli/run.ts';

type Value = string | number | boolean;
export type Facts = Readonly<Record<string, Value>>;

/** What the API answered: its fields, and all that it lists, whatever the lists are called. */
export interface Told {
  facts: Facts;
  rows: Facts[];
}

/** What an operator types, and what the command line says to it. */
export interface Typed {
  /** Throws what it says when it is refused. */
  say(...words: string[]): Promise<Told>;
  facts(...words: string[]): Promise<Facts>;
  rows(...words: string[]): Promise<Facts[]>;
  /** Asks until the answer is as wanted. Throws what the last one was. */
  until(words: string[], wanted: (answer: Told) => boolean): Promise<Told>;
}

const AGAIN = 150;

/** `patience`: milliseconds. */
export function createTyped(place: { url: string; token: string; patience: number }): Typed {
  const env = { REHEARSAL_URL: place.url, REHEARSAL_TOKEN: place.token };
  async function say(...words: string[]): Promise<Told> {
    const { code, out, err } = await runCommand([...words, '--json'], env);
    if (code !== 0) throw new Error(`rehearsal ${words.join(' ')}: ${err.trim()}`);
    return toldIn(JSON.parse(out) as Record<string, unknown>);
  }
  return {
    say,
    facts: async (...words) => (await say(...words)).facts,
    rows: async (...words) => (await say(...words)).rows,
    async until(words, wanted) {
      for (const end = Date.now() + place.patience; ; await sleep(AGAIN)) {
        const answer = await say(...words);
        if (wanted(answer)) return answer;
        if (Date.now() > end) throw new Error(`rehearsal ${words.join(' ')} goes on saying ${JSON.stringify(answer)}`);
      }
    },
  };
}

function toldIn(answer: Record<string, unknown>): Told {
  const fields = Object.entries(answer);
  const isList = (value: unknown): value is Facts[] => Array.isArray(value) && value.every((one) => typeof one === 'object');
  return {
    facts: Object.fromEntries(fields.filter((field): field is [string, Value] => typeof field[1] !== 'object')),
    rows: fields.flatMap(([, value]) => (isList(value) ? value : [])),
  };
}

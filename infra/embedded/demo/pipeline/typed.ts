import { setTimeout as sleep } from 'node:timers/promises';
import { operationAnswer, type OperationAnswer, type OperationRow } from '#contexts/access/contracts/operation-answer.ts';
import { runCommand } from '#infra/cli/run.ts';

export type Facts = Readonly<OperationRow>;

/** What an operator types, and what the command line says to it. */
export interface Typed {
  /** Throws what it says when it is refused. */
  say(...words: string[]): Promise<OperationAnswer>;
  facts(...words: string[]): Promise<Facts>;
  rows(...words: string[]): Promise<Facts[]>;
  /** Asks until the answer is as wanted. Throws what the last one was. */
  until(words: string[], wanted: (answer: OperationAnswer) => boolean): Promise<OperationAnswer>;
}

const AGAIN = 150;

/** `patience`: milliseconds. */
export function createTyped(place: { url: string; token: string; patience: number }): Typed {
  const env = { REHEARSAL_URL: place.url, REHEARSAL_TOKEN: place.token };
  async function say(...words: string[]): Promise<OperationAnswer> {
    const { code, out, err } = await runCommand([...words, '--json'], env);
    if (code !== 0) throw new Error(`rehearsal ${words.join(' ')}: ${err.trim()}`);
    return operationAnswer.parse(JSON.parse(out));
  }
  return {
    say,
    facts: async (...words) => (await say(...words)).facts ?? {},
    rows: async (...words) => (await say(...words)).rows ?? [],
    async until(words, wanted) {
      for (const end = Date.now() + place.patience; ; await sleep(AGAIN)) {
        const answer = await say(...words);
        if (wanted(answer)) return answer;
        if (Date.now() > end) throw new Error(`rehearsal ${words.join(' ')} goes on saying ${JSON.stringify(answer)}`);
      }
    },
  };
}

import type { Client } from '#infra/embedded/demo/client.ts';
import { expectTrue, type Steps } from '#infra/embedded/demo/steps.ts';
import type { Facts, Told, Typed } from './typed.ts';

export const BACKEND = 'local';
export const WORKSPACE = 'tides';

export interface Scene {
  steps: Steps;
  typed: Typed;
  /** What comes to the mailbox. */
  box: Pick<Client, 'mail' | 'mails'>;
  /** What plays the database. */
  database: string;
  /** What the backend keeps of the workspace. */
  kept: string;
}

type Codes = Readonly<Record<string, string>>;

/** By action, how each job of a run stands. */
export function codesOf({ rows }: Pick<Told, 'rows'>): Codes {
  return Object.fromEntries(rows.map(({ action, code }) => [String(action), String(code)]));
}

export function shown(codes: Codes): string {
  return Object.entries(codes)
    .map(([action, code]) => `${action} ${code}`)
    .join(', ');
}

/** One step: the run comes to stand so, whatever becomes of its other actions. */
export async function comesTo({ steps, typed }: Scene, run: string, text: string, wanted: Codes): Promise<Codes> {
  const fits = (answer: Told): boolean => {
    const codes = codesOf(answer);
    return Object.entries(wanted).every(([action, code]) => codes[action] === code);
  };
  return steps.step(text, async () => codesOf(await typed.until(['runs', 'show', run], fits)), shown);
}

/** One step: what an operator types is done. */
export async function does({ steps, typed }: Scene, text: string, words: string[], tell?: (facts: Facts) => string): Promise<Facts> {
  return steps.step(text, () => typed.facts(...words), tell);
}

/** `tell`: who is told of its end. */
export async function asks(
  scene: Scene,
  text: string,
  actions: string,
  wanted: { jobs: number; taken: number; tell?: string },
): Promise<string> {
  const words = [
    'runs',
    'add',
    WORKSPACE,
    '--on',
    BACKEND,
    '--actions',
    actions,
    ...(wanted.tell === undefined ? [] : ['--tell', wanted.tell]),
  ];
  const facts = await does(scene, text, words, ({ run = '', jobs = 0, taken = 0 }) => `run ${run}, ${jobs} jobs, ${taken} taken`);
  expectTrue(facts['jobs'] === wanted.jobs && facts['taken'] === wanted.taken, `${wanted.jobs} jobs, and ${wanted.taken} taken`);
  return String(facts['run']);
}

/** One step: the backend comes to stand so. */
export async function standsSo({ steps, typed }: Scene, text: string, wanted: (answer: Told) => string | undefined): Promise<string> {
  const words = ['backends', 'status', BACKEND];
  return steps.step(
    text,
    async () => wanted(await typed.until(words, (answer) => wanted(answer) !== undefined)) ?? '',
    (told) => told,
  );
}

/** Why a flag of this name is up, as the backend's status says; undefined while there is none. */
export function flagIn({ rows }: Pick<Told, 'rows'>, name: string): string | undefined {
  const found = rows.find((row) => row['what'] === 'flag' && row['name'] === name);
  return found && `${name}: ${found['why']}`;
}

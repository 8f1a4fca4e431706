import { flagsByHand, type PlainFlag } from '#contexts/backends/domain/state.ts';
import { probeSettings, type ProbeSettings } from '#contexts/operations/domain/probe-settings.ts';
import type { Given } from '#products/rehearsal/contracts/operations/define.ts';

export { afterOf, limited, limitOf, needed } from '#contexts/access/contracts/operation-options.ts';

export function flagNamed(name: string, problem: Given['problem']): PlainFlag {
  const known = flagsByHand();
  const found = known.find((flag) => flag === name);
  // A missing one is told as that.
  if (found === undefined && name !== '') problem(`there is no flag ${name}; known: ${known.join(', ')}`);
  return found ?? known[0];
}

/** A whole number of days, or of hours, under the name that the operation has for it. */
export function wholeOf<N extends string>(
  name: string,
  as: N,
  options: Given['options'],
  problem: Given['problem'],
): { [K in N]?: number } {
  const text = options[name];
  if (text === undefined) return {};
  if (!/^[1-9]\d{0,3}$/.test(text)) problem(`--${name} must be a whole number from 1 on`);
  return { [as]: Number(text) } as { [K in N]?: number };
}

/** B7. `default=4,database=2`. */
export function poolsOf(text: string, problem: Given['problem']): Record<string, number> {
  const pairs = text.split(',').map((pair) => /^\s*([a-z][a-z0-9_-]{0,39})=([1-9][0-9]{0,2})\s*$/.exec(pair));
  const sizes = Object.fromEntries(pairs.flatMap((pair) => (pair === null ? [] : [[pair[1] ?? '', Number(pair[2])]])));
  if (Object.keys(sizes).length < pairs.length) problem(`--pools must be each pool once, with its slots, such as default=4,database=2`);
  return sizes;
}

export function minutesOf({ minutes }: Given['options'], problem: Given['problem']): { minutes?: number } {
  if (minutes === undefined) return {};
  if (!/^[1-9]\d{0,4}$/.test(minutes) || Number(minutes) > 7 * 24 * 60) problem('--minutes must be a whole number from 1 to 10080');
  return { minutes: Number(minutes) };
}

export function numberOf(name: 'version' | 'part', options: Given['options'], problem: Given['problem']): { [N in typeof name]?: number } {
  const text = options[name];
  if (text === undefined) return {};
  if (!/^[1-9]\d{0,3}$/.test(text)) problem(`--${name} must be a whole number from 1 on`);
  return { [name]: Number(text) };
}

/** Undefined where it is none. */
export function jsonOf(text: string, name: string, problem: Given['problem']): unknown {
  try {
    return JSON.parse(text);
  } catch {
    problem(`${name} must be JSON`);
    return undefined;
  }
}

/** B8. As the settings have it: `{"maintenance":{"command":["is-it-up"]}}`. All that is wrong is told. */
export function probesOf(text: string, problem: Given['problem']): ProbeSettings {
  const given = jsonOf(text, '--probes', problem);
  const read = probeSettings.safeParse(given);
  if (read.success) return read.data;
  if (given !== undefined) for (const { path, message } of read.error.issues) problem(`--probes ${path.join('.') || '(all)'}: ${message}`);
  return {};
}

/** A line of an output, or how many. */
export function lineOf<N extends string>(name: N, options: Given['options'], problem: Given['problem']): { [K in N]?: number } {
  const text = options[name];
  if (text === undefined) return {};
  if (!/^[1-9]\d{0,8}$/.test(text)) problem(`--${name} must be a whole number from 1 on`);
  return { [name]: Number(text) } as { [K in N]?: number };
}

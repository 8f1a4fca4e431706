import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { z } from 'zod';

const catalogue = z.array(z.object({ name: z.string(), examples: z.array(z.record(z.string(), z.unknown())) }));
const file = createRequire(import.meta.url).resolve('@octokit/webhooks-examples');
const events = catalogue.parse(JSON.parse(readFileSync(file, 'utf8')));

export type Payload = Record<string, unknown>;

/** Every payload of GitHub's own that the package has, with the event's name. */
export function allEvents(): { name: string; payload: Payload }[] {
  return events.flatMap(({ name, examples }) => examples.map((payload) => ({ name, payload })));
}

/** A real payload, as it was sent, of this event and action. */
export function exampleOf(name: string, action?: string): Payload {
  const found = allEvents().find((one) => one.name === name && (action === undefined || one.payload['action'] === action));
  if (found === undefined) throw new Error(`no example of ${name} ${action ?? ''}`);
  return structuredClone(found.payload);
}

/** The same payload about another pull request: `over` goes over its fields, in depth. */
export function about(payload: Payload, over: Payload): Payload {
  const merged = { ...payload };
  for (const [key, value] of Object.entries(over)) {
    const there = merged[key];
    merged[key] = isRecord(value) && isRecord(there) ? about(there, value) : value;
  }
  return merged;
}

function isRecord(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

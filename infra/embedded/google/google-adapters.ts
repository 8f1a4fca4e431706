import type { Mailer } from '#ports/mailer.ts';
import { embeddedAdapters } from '../adapters.ts';
import type { Adapters } from '../platform.ts';
import type { Parts } from '../parts.ts';
import type { Ground } from '../platform.ts';

export interface Outside {
  adapters: (parts: Parts, mailer: Mailer) => Adapters;
  rows: [name: string, text: string][];
  close(): Promise<void>;
}

export async function googleAdapters(_ground: Ground): Promise<Outside> {
  return { adapters: embeddedAdapters, rows: [], close: async () => undefined };
}

// Made by `npm run generate` from the files of this folder.
import { alarms } from './alarms.ts';
import { calendar } from './calendar.ts';
import { deadLetters } from './dead-letters.ts';
import { effects } from './effects.ts';
import { flags } from './flags.ts';
import { goneBackends } from './gone-backends.ts';
import { listings } from './listings.ts';
import { personalData } from './personal-data.ts';
import { probes } from './probes.ts';
import { projections } from './projections.ts';
import { refusals } from './refusals.ts';
import { revisions } from './revisions.ts';
import { schedules } from './schedules.ts';
import { sessions } from './sessions.ts';
import { tokens } from './tokens.ts';
import { turns } from './turns.ts';
import { unconfirmed } from './unconfirmed.ts';

export const sweepers = {
  alarms,
  calendar,
  dead_letters: deadLetters,
  effects,
  flags,
  gone_backends: goneBackends,
  listings,
  personal_data: personalData,
  probes,
  projections,
  refusals,
  revisions,
  schedules,
  sessions,
  tokens,
  turns,
  unconfirmed,
} as const;

import { createOperatorKeys, hashOf, type KnownOperator, type OperatorKeys } from '#doors/operator-keys.ts';
import type { LinkSigner } from '#doors/action-links.ts';
import type { OperatorDoor } from '#functions/serve-operations/handler.ts';
import type { Installation } from './installation.ts';
import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import { operationWords } from './operation-words.ts';
import { createFraming } from './page-frame.ts';
import { choicesHere } from './choices.ts';
import { askTools } from './ask-tools.ts';
import { placeReader } from './places.ts';
import { knownReaders } from './known.ts';
import { settingsInForce } from './settings-in-force.ts';
import { starters } from './starters.ts';
import { intakeOf } from './page-dependencies.ts';
import { newToken } from './random-ids.ts';

/** Operator → SHA-256 of their tokens, hex; several of one are valid at once, for rotation. The tokens themselves are kept nowhere. */
type Hashes = Readonly<Record<string, readonly string[]>>;

export function operatorKeys(hashes: Hashes, links: LinkSigner, home: readonly KnownOperator[] = []): OperatorKeys {
  const elsewhere = Object.entries(hashes).flatMap(([name, all]) =>
    all.map((hash) => ({ name, digest: Buffer.from(hash, 'hex'), bond: hash.slice(0, 16), inAddress: false })),
  );
  return createOperatorKeys({ operators: [...home, ...elsewhere], links, wallClock: Date.now });
}

/** Whoever may read the data folder. The token is this process's, but a browser stays signed in over a restart: its session is signed with the folder's keys. */
export function atHome(token: string): KnownOperator {
  return { name: 'local', digest: hashOf(token), bond: 'home', inAddress: true };
}

export function operatorDoor(installation: Installation, host: CodeHost): OperatorDoor {
  const { settings, newId, whoIs, links, now } = installation;
  return {
    newId,
    intakeOpen: settings.rules.intakeOpen,
    newToken,
    placeOf: placeReader(installation.system),
    starters: starters(installation, host),
    intake: intakeOf(installation),
    known: knownReaders(installation, host),
    asks: askTools(installation, host),
    settingsInForce: () => settingsInForce(settings),
    pages: {
      timeZone: settings.calendar.timeZone,
      whoIs,
      links,
      words: operationWords,
      choices: choicesHere(installation.system),
      repositories: settings.repositories.map(({ owner, repository }) => `${owner}/${repository}`),
      senderFor: createFraming({ installation: settings.installation, links, now }),
    },
  };
}

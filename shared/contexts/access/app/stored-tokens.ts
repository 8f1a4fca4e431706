import type { AccessTables, TokensDocument } from '#contexts/access/documents.ts';
import type { TokenFact } from '#contexts/access/domain/token/facts.ts';
import { tokenProcess, type TokenCommand, type TokenRefused } from '#contexts/access/domain/token/process.ts';
import { holderNamed, newTokens, type TokensState } from '#contexts/access/domain/token/state.ts';
import type { AccessTransaction } from '#contexts/access/ports.ts';
import { nothingPersonal } from '#kernel/chain.ts';
import type { AnyEffect } from '#kernel/effect.ts';
import type { Transaction } from '#kernel/store/port.ts';
import type { Stored } from '#kernel/stored.ts';

/** The types of a holder's tokens, as the kernel handles them. */
interface TokenTypes {
  State: TokensState;
  Command: TokenCommand;
  Fact: TokenFact;
  Rules: unknown;
  Effect: AnyEffect;
  Refused: TokenRefused;
  Document: TokensDocument;
  Naming: { holder: string };
}

/** B10. Tokens by their holder. One that never had any is kept nowhere. */
export const storedTokens: Stored<AccessTransaction, TokenTypes> = {
  process: tokenProcess,
  privacy: nothingPersonal(),
  nameOf: (id) => `token.${id}`,
  entryOf: (holder) => ({ holder }),
  rings: false,
  load: loadTokens,
  project: ({ state, known, commands }) => ({ ...kept(known), ...projected(state), commands, state }),
  follows: ['id', 'hashes', 'reaches', 'expiresNext'],
  save(tx, { id, document, entry, entryId }) {
    tx.set({ collection: 'tokens', id }, document);
    tx.create({ collection: 'tokenTimeline', parent: id, id: entryId }, entry);
  },
};

/** Undefined for an id that names no holder. */
async function loadTokens(tx: Pick<Transaction<AccessTables>, 'get'>, id: string): Promise<TokensDocument | undefined> {
  const holder = holderNamed(id);
  if (holder === undefined) return undefined;
  return (await tx.get({ collection: 'tokens', id })) ?? { ...projected(newTokens(holder)), commands: [], state: newTokens(holder) };
}

function projected(state: TokensState): Pick<TokensDocument, 'id' | 'hashes' | 'reaches' | 'expiresNext'> {
  const open = state.tokens.filter(({ ended }) => ended === undefined);
  const [next] = open.flatMap(({ expiresAt }) => (expiresAt === undefined ? [] : [expiresAt])).toSorted((a, b) => a - b);
  const reaches = [...new Set(open.flatMap(({ backends }) => backends))];
  return { id: state.id, hashes: open.map(({ hash }) => hash), reaches, ...(next === undefined ? {} : { expiresNext: next }) };
}

type Beside = Pick<TokensDocument, 'lastUsed' | 'endsTold'>;

function kept({ lastUsed, endsTold }: Beside = {}): Beside {
  return { ...(lastUsed === undefined ? {} : { lastUsed }), ...(endsTold === undefined ? {} : { endsTold }) };
}

import { createHash } from 'node:crypto';
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { turnMark, type Snapshot } from './sheet-snapshot.ts';

type Request = sheets_v4.Schema$Request;

/**
 * Short on purpose: the metadata of one sheet, keys and values together, is limited to 30,000 characters, and every row has one.
 * A row's key is not in it; its id comes from the key.
 */
const rowMark = 'r';
/** Turns that stay on the sheet, so that a batch which was long on its way still finds its turn taken. */
const turnsKept = 64;

/** A positive int32, the same for the same words. Ids are unique per spreadsheet, not per tab. */
function metadataId(sheetId: number, mark: string, name: string): number {
  return createHash('sha256').update(`${sheetId}\n${mark}\n${name}`).digest().readUInt32BE(0) & 0x7f_ff_ff_ff || 1;
}

/** The next turn whose id nobody has. */
export function nextTurn({ sheetId, turn, ids }: Snapshot): number {
  let next = turn + 1;
  while (ids.has(metadataId(sheetId, turnMark, String(next)))) next += 1;
  return next;
}

/**
 * Takes the turn: of two writers who read the same sheet the second one's whole batch is refused, because the id is taken. So no
 * writer overwrites what another wrote after its reading.
 */
export function turnRequests(snapshot: Snapshot, turn: number): Request[] {
  const { sheetId, turns } = snapshot;
  const old = turns.filter(({ number }) => number <= turn - turnsKept);
  const create = createMetadata(metadataId(sheetId, turnMark, String(turn)), turnMark, { sheetId });
  return [
    { createDeveloperMetadata: { developerMetadata: { ...create, metadataValue: String(turn) } } },
    ...old.map(({ id }) => deleteMetadata(id)),
  ];
}

/**
 * The mark of a new row: creating the row a second time is refused by the sheet itself. A mark that is there although the row
 * is not (a person emptied the row) is replaced. Marks do not follow a sort, so no row is ever looked for by its mark.
 */
export function rowRequests({ sheetId, ids, turns }: Snapshot, key: string, row: number): Request[] {
  let id = metadataId(sheetId, rowMark, key);
  const turnIds = new Set(turns.map((turn) => turn.id));
  for (let n = 1; turnIds.has(id); n += 1) id = metadataId(sheetId, rowMark, `${key}\n${n}`);
  const dimensionRange = { sheetId, dimension: 'ROWS', startIndex: row, endIndex: row + 1 };
  return [
    ...(ids.has(id) ? [deleteMetadata(id)] : []),
    { createDeveloperMetadata: { developerMetadata: createMetadata(id, rowMark, { dimensionRange }) } },
  ];
}

function createMetadata(
  metadataId: number,
  metadataKey: string,
  location: sheets_v4.Schema$DeveloperMetadataLocation,
): sheets_v4.Schema$DeveloperMetadata {
  return { metadataId, metadataKey, location, visibility: 'DOCUMENT' };
}

function deleteMetadata(metadataId: number): Request {
  return { deleteDeveloperMetadata: { dataFilter: { developerMetadataLookup: { metadataId } } } };
}

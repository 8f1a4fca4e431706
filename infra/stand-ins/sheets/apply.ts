import type { BatchRequest, CreateMetadata, DimensionRange, RowData } from './requests.ts';
import { invalid, metadataOf, metadataOn, newRow, usedRows, type Spreadsheet, type Tab } from './spreadsheet.ts';

/** Metadata keys and values of one tab, its rows and columns together. */
const METADATA_LIMIT = 30_000;

/** All requests in order on a copy, so that a refused one leaves nothing behind. Throws Refusal, naming the request. */
export function applied(spreadsheet: Spreadsheet, requests: readonly BatchRequest[]): Spreadsheet {
  const copy = structuredClone(spreadsheet);
  for (const [n, request] of requests.entries()) {
    try {
      applyOne(copy, request);
    } catch (error) {
      throw invalid(`Invalid requests[${n}].${Object.keys(request)[0] ?? ''}: ${error instanceof Error ? error.message : ''}`);
    }
  }
  return copy;
}

function applyOne(spreadsheet: Spreadsheet, request: BatchRequest): void {
  if ('updateCells' in request) {
    const { start, rows } = request.updateCells;
    putRows(tabOf(spreadsheet, start.sheetId), start.rowIndex, start.columnIndex, rows);
  } else if ('appendCells' in request) {
    const tab = tabOf(spreadsheet, request.appendCells.sheetId);
    const at = usedRows(tab);
    while (tab.rows.length < at + request.appendCells.rows.length) tab.rows.push(newRow());
    putRows(tab, at, 0, request.appendCells.rows);
  } else if ('appendDimension' in request) {
    const { sheetId, dimension, length } = request.appendDimension;
    const tab = tabOf(spreadsheet, sheetId);
    if (dimension === 'COLUMNS') tab.columnCount += length;
    else tab.rows.push(...Array.from({ length }, newRow));
  } else if ('insertDimension' in request) {
    insertAt(tabOf(spreadsheet, request.insertDimension.range.sheetId), request.insertDimension.range);
  } else if ('deleteDimension' in request) {
    deleteAt(tabOf(spreadsheet, request.deleteDimension.range.sheetId), request.deleteDimension.range);
  } else if ('createDeveloperMetadata' in request) {
    createMetadata(spreadsheet, request.createDeveloperMetadata.developerMetadata);
  } else {
    deleteMetadata(spreadsheet, request.deleteDeveloperMetadata.dataFilter.developerMetadataLookup.metadataId);
  }
}

function tabOf({ tabs }: Spreadsheet, sheetId: number): Tab {
  const tab = tabs.find((tab) => tab.sheetId === sheetId);
  if (tab === undefined) throw new Error(`No grid with id: ${sheetId}`);
  return tab;
}

function putRows(tab: Tab, rowIndex: number, columnIndex: number, rows: readonly RowData[]): void {
  for (const [n, { values }] of rows.entries()) {
    const row = tab.rows[rowIndex + n];
    if (row === undefined) throw new Error(`Attempting to write row: ${rowIndex + n}, beyond the last row of the sheet`);
    if (columnIndex + values.length > tab.columnCount) throw new Error('Attempting to write beyond the last column of the sheet');
    for (const [m, { userEnteredValue }] of values.entries()) {
      if (isProtected(tab, rowIndex + n, columnIndex + m)) throw new Error(PROTECTED);
      row.cells[columnIndex + m] = userEnteredValue?.stringValue === '' ? undefined : userEnteredValue;
    }
    row.cells = Array.from(row.cells);
  }
}

const PROTECTED =
  'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.';

function isProtected({ protectedRanges }: Tab, row: number, column: number): boolean {
  const isIn = (at: number, from = 0, to = Number.POSITIVE_INFINITY): boolean => at >= from && at < to;
  return protectedRanges.some(
    (range) => isIn(row, range.startRowIndex, range.endRowIndex) && isIn(column, range.startColumnIndex, range.endColumnIndex),
  );
}

/** Also what a person does when inserting and deleting. */
export function insertAt(tab: Tab, { dimension, startIndex, endIndex }: Omit<DimensionRange, 'sheetId'>): void {
  const count = endIndex - startIndex;
  if (count < 1) throw new Error('range.startIndex must be before range.endIndex');
  if (dimension === 'ROWS') {
    if (startIndex > tab.rows.length) throw new Error('beyond the last row');
    tab.rows.splice(startIndex, 0, ...Array.from({ length: count }, newRow));
    return;
  }
  tab.columnCount += count;
  for (const row of tab.rows)
    if (row.cells.length > startIndex) row.cells.splice(startIndex, 0, ...Array.from({ length: count }, () => undefined));
}

export function deleteAt(tab: Tab, { dimension, startIndex, endIndex }: Omit<DimensionRange, 'sheetId'>): void {
  const size = dimension === 'ROWS' ? tab.rows.length : tab.columnCount;
  if (startIndex >= endIndex || endIndex > size) throw new Error(`Cannot delete ${dimension} ${startIndex} to ${endIndex} of ${size}`);
  if (endIndex - startIndex >= size) throw new Error(`You can't delete all the ${dimension} on the sheet`);
  if (dimension === 'ROWS') tab.rows.splice(startIndex, endIndex - startIndex);
  else {
    tab.columnCount -= endIndex - startIndex;
    for (const row of tab.rows) row.cells.splice(startIndex, endIndex - startIndex);
  }
}

function createMetadata(spreadsheet: Spreadsheet, { location, ...given }: CreateMetadata): void {
  const all = metadataOf(spreadsheet);
  const metadataId = given.metadataId ?? 1 + Math.max(0, ...all.map((one) => one.metadataId));
  if (all.some((one) => one.metadataId === metadataId)) throw new Error(`Developer metadata with id ${metadataId} already exists`);
  const range = 'dimensionRange' in location ? location.dimensionRange : undefined;
  const tab = tabOf(spreadsheet, 'sheetId' in location ? location.sheetId : (range?.sheetId ?? 0));
  const size = [...metadataOn(tab), given].reduce(
    (sum, { metadataKey, metadataValue = '' }) => sum + metadataKey.length + metadataValue.length,
    0,
  );
  if (size > METADATA_LIMIT) throw new Error(`The developer metadata of the sheet would exceed ${METADATA_LIMIT} characters`);
  if (range === undefined) tab.metadata.push({ ...given, metadataId });
  else {
    const row = tab.rows[range.startIndex];
    if (range.dimension !== 'ROWS' || range.endIndex !== range.startIndex + 1) throw new Error('dimensionRange must be one row');
    if (row === undefined) throw new Error(`dimensionRange is beyond the last row: ${range.startIndex}`);
    row.metadata.push({ ...given, metadataId });
  }
}

function deleteMetadata({ tabs }: Spreadsheet, metadataId: number): void {
  for (const holder of tabs.flatMap((tab) => [tab, ...tab.rows])) {
    holder.metadata = holder.metadata.filter((one) => one.metadataId !== metadataId);
  }
}

import { invalid, shown, usedRows, type Metadata, type Row, type Spreadsheet, type Tab } from './spreadsheet.ts';

/** The Spreadsheet resource with its grid data, before a field mask takes its part. No ranges: every tab. */
export function render(spreadsheet: Spreadsheet, ranges: readonly string[]): object {
  const tabs = ranges.length === 0 ? spreadsheet.tabs : [...new Set(ranges.map((range) => tabNamed(spreadsheet, range)))];
  return {
    spreadsheetId: spreadsheet.spreadsheetId,
    properties: { title: spreadsheet.spreadsheetId },
    sheets: tabs.map((tab) => sheet(spreadsheet, tab)),
  };
}

/** Values as they are shown, rows and columns cut off where they are blank. */
export function renderValues(spreadsheet: Spreadsheet, range: string): object {
  const tab = tabNamed(spreadsheet, range);
  const values = tab.rows
    .slice(0, usedRows(tab))
    .map(({ cells }) => cells.slice(0, 1 + cells.findLastIndex((value) => value !== undefined)).map(shown));
  return { range: `'${tab.title}'`, majorDimension: 'ROWS', ...(values.length > 0 ? { values } : {}) };
}

/** Only whole tabs are understood as ranges, with or without quotes. */
function tabNamed({ tabs }: Spreadsheet, range: string): Tab {
  const title = /^'(?:[^']|'')*'$/.test(range) ? range.slice(1, -1).replaceAll("''", "'") : range;
  const tab = tabs.find((tab) => tab.title === title);
  if (tab === undefined) throw invalid(`Unable to parse range: ${range}`);
  return tab;
}

function sheet(spreadsheet: Spreadsheet, tab: Tab): object {
  const { sheetId, title, columnCount, rows, metadata, protectedRanges } = tab;
  return {
    properties: {
      sheetId,
      title,
      index: spreadsheet.tabs.indexOf(tab),
      sheetType: 'GRID',
      gridProperties: { rowCount: rows.length, columnCount },
    },
    ...(metadata.length > 0 ? { developerMetadata: metadata.map((one) => located(one, { locationType: 'SHEET', sheetId })) } : {}),
    ...(protectedRanges.length > 0
      ? { protectedRanges: protectedRanges.map((range, n) => ({ protectedRangeId: n + 1, range: { sheetId, ...range } })) }
      : {}),
    data: [
      {
        rowData: rows.slice(0, usedRows(tab)).map(rowData),
        rowMetadata: rows.map((row, n) => rowMetadata(sheetId, row, n)),
        columnMetadata: Array.from({ length: columnCount }, () => ({ pixelSize: 100 })),
      },
    ],
  };
}

function rowData({ cells }: Row): object {
  if (cells.length === 0) return {};
  return {
    values: cells.map((value) =>
      value === undefined ? {} : { userEnteredValue: value, effectiveValue: { stringValue: shown(value) }, formattedValue: shown(value) },
    ),
  };
}

function rowMetadata(sheetId: number, { metadata }: Row, row: number): object {
  const dimensionRange = { sheetId, dimension: 'ROWS', startIndex: row, endIndex: row + 1 };
  return {
    pixelSize: 21,
    ...(metadata.length > 0 ? { developerMetadata: metadata.map((one) => located(one, { locationType: 'ROW', dimensionRange })) } : {}),
  };
}

function located(metadata: Metadata, location: object): object {
  return { ...metadata, location };
}

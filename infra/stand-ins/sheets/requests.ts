import { z } from 'zod';

/** The parts of spreadsheets.batchUpdate that are understood; anything else is refused as the service refuses unknown names. */
const index = z.int().min(0);
const value = z.strictObject({
  stringValue: z.string().max(50_000).optional(),
  numberValue: z.number().optional(),
  boolValue: z.boolean().optional(),
  formulaValue: z.string().startsWith('=').optional(),
});
const rowData = z.strictObject({ values: z.array(z.strictObject({ userEnteredValue: value.optional() })).default([]) });
const dimension = z.enum(['ROWS', 'COLUMNS']);
const range = z.strictObject({ sheetId: z.int().default(0), dimension, startIndex: index, endIndex: index });
const fields = z.literal(['userEnteredValue', '*']);
const int32 = z.int().min(1).max(0x7f_ff_ff_ff);

const updateCells = z.strictObject({
  rows: z.array(rowData),
  fields,
  start: z.strictObject({ sheetId: z.int().default(0), rowIndex: index.default(0), columnIndex: index.default(0) }),
});
const appendCells = z.strictObject({ sheetId: z.int().default(0), rows: z.array(rowData), fields });
const appendDimension = z.strictObject({ sheetId: z.int().default(0), dimension, length: z.int().min(1) });
const insertDimension = z.strictObject({ range, inheritFromBefore: z.boolean().optional() });
const deleteDimension = z.strictObject({ range });
const createDeveloperMetadata = z.strictObject({
  developerMetadata: z.strictObject({
    metadataId: int32.optional(),
    metadataKey: z.string().min(1),
    metadataValue: z.string().optional(),
    visibility: z.enum(['DOCUMENT', 'PROJECT']),
    location: z.union([z.strictObject({ sheetId: z.int() }), z.strictObject({ dimensionRange: range })]),
  }),
});
const deleteDeveloperMetadata = z.strictObject({
  dataFilter: z.strictObject({ developerMetadataLookup: z.strictObject({ metadataId: int32 }) }),
});

const batchRequest = z.union([
  z.strictObject({ updateCells }),
  z.strictObject({ appendCells }),
  z.strictObject({ appendDimension }),
  z.strictObject({ insertDimension }),
  z.strictObject({ deleteDimension }),
  z.strictObject({ createDeveloperMetadata }),
  z.strictObject({ deleteDeveloperMetadata }),
]);
export type BatchRequest = z.infer<typeof batchRequest>;

export const batchBody = z.strictObject({
  requests: z.array(batchRequest).min(1, 'Must specify at least one request.'),
  includeSpreadsheetInResponse: z.boolean().default(false),
  responseRanges: z.array(z.string()).default([]),
  responseIncludeGridData: z.boolean().default(false),
});
export type RowData = z.infer<typeof rowData>;
export type DimensionRange = z.infer<typeof range>;
export type CreateMetadata = z.infer<typeof createDeveloperMetadata>['developerMetadata'];

/** How a file may hold a table, by its name: as text that can be read, packed or not; as something that cannot; undefined where it is no table. */
export type TableKind = 'text' | 'packed_text' | 'unreadable';

const TEXT = ['csv', 'tsv', 'tab', 'psv', 'json', 'jsonl', 'ndjson'];
const OPAQUE = ['arrow', 'avro', 'db', 'dta', 'feather', 'h5', 'hdf5', 'mdb', 'ods', 'orc', 'parquet', 'pickle', 'pkl'].concat(
  ['rda', 'rdata', 'rds', 'sas7bdat', 'sav', 'sqlite', 'xls', 'xlsb', 'xlsm', 'xlsx', 'xpt'],
  ['7z', 'bz2', 'gz', 'lz4', 'rar', 'tar', 'tgz', 'xz', 'zip', 'zst'],
);

export function tableKind(path: string): TableKind | undefined {
  const [last = '', before = ''] = path
    .slice(path.lastIndexOf('/') + 1)
    .toLowerCase()
    .split('.')
    .slice(1)
    .toReversed();
  if (TEXT.includes(last)) return 'text';
  if (last === 'gz' && TEXT.includes(before)) return 'packed_text';
  return OPAQUE.includes(last) ? 'unreadable' : undefined;
}

/** What was seen of a table. */
export interface TableLook {
  columns: 'clean' | 'identifying' | 'unreadable' | 'too_large';
  /** Of packed CSV files: lines below the first. */
  rows?: number;
}

/** Pure: what a document of one version of its collection's shape is in the next. */
export type Conversion = (document: Readonly<Record<string, unknown>>) => Record<string, unknown>;

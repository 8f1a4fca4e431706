/** Pure: what a document of one version of its collection's shape is in the next. `id`: its own, below its collection. */
export type Conversion = (document: Readonly<Record<string, unknown>>, id: string) => Record<string, unknown>;

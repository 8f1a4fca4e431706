/** Pure: what a document of one version of its collection's shape is in the next. `id`: its own, below its collection. Z5: documents are read through these for ever and never rewritten for their sake; test/fixtures/shapes keeps samples of each version. */
export type Conversion = (document: Readonly<Record<string, unknown>>, id: string) => Record<string, unknown>;

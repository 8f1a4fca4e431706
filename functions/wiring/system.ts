import type { Transaction as TransactionOf, Store as StoreOf } from '#kernel/store/port.ts';
import type * as tables from '#kernel/store/tables.ts';
import type * as kernel from '#kernel/system.ts';
import type * as pipelines from '#products/pipelines/stored/documents.ts';
import type * as rehearsal from '#products/rehearsal/stored/documents.ts';
import type { PipelineRules } from '#products/pipelines/domain/rules.ts';
import type { Others } from '#products/rehearsal/app/others.ts';
import type { Rules as RequestRules } from '#products/rehearsal/domain/rules.ts';

/** What all products of the installation ask of its store: another product is `& its Tables`. */
export type Tables = rehearsal.Tables & pipelines.Tables;
export type Store = StoreOf<Tables>;
export type Transaction = TransactionOf<Tables>;

export type Rules = RequestRules & PipelineRules;

/** What every use case of every product works with. */
export interface System extends kernel.System<Tables, Rules> {
  others?: Others<System, Transaction>;
}

export type CollectionName = tables.CollectionOf<Tables>;
export type DocumentRef<C extends CollectionName = CollectionName> = tables.DocumentRef<C>;
type IndexName = tables.IndexNameOf<Tables>;
export type IndexQuery<I extends IndexName> = tables.IndexQuery<Tables, I>;
export type Documents = Tables['documents'];

import type { NamesPart } from '#contexts/plans/domain/names.ts';
import type { Page } from '#contexts/plans/domain/page.ts';
import type { KernelTransaction } from '#kernel/transaction.ts';
import type { PlanDocument, PlanDocuments, PlanTimelineDocument } from '#contexts/plans/documents.ts';

interface PlanRef<C extends keyof PlanDocuments = keyof PlanDocuments> {
  collection: C;
  id: string;
  parent?: string;
}

interface PlanReader {
  get<C extends keyof PlanDocuments>(ref: PlanRef<C>): Promise<PlanDocuments[C] | undefined>;
}

/** One signature for each collection: a store of more collections than these fits as it is. */
interface Writing {
  (ref: PlanRef<'plans'>, document: PlanDocument): void;
  (ref: PlanRef<'planPages'>, document: Page): void;
  (ref: PlanRef<'planNames'>, document: NamesPart): void;
  (ref: PlanRef<'planTimeline'>, document: PlanTimelineDocument): void;
}

/** What plans do in a transaction. */
export interface PlanTransaction extends Omit<KernelTransaction, 'get' | 'create' | 'set'> {
  get: KernelTransaction['get'] & PlanReader['get'];
  create: KernelTransaction['create'] & Writing;
  set: KernelTransaction['set'] & Writing;
}

/** What looks at plans without changing them. */
export type PlanStore = PlanReader;

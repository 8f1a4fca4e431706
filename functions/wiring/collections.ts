import { sumOf } from '#kernel/store/sum.ts';
import * as pipelines from '#products/pipelines/stored/documents.ts';
import * as rehearsal from '#products/rehearsal/stored/documents.ts';
import type { CollectionsAs } from '#kernel/store/tables.ts';
import type { Tables } from './system.ts';

/** What the installation keeps: all that its products do. Adapters and generators are made of it; another product is its rooms here. */
export const collections: CollectionsAs<Tables> = sumOf([...rehearsal.rooms, ...pipelines.rooms]);

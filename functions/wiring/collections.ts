import { sumOf } from '#kernel/store/sum.ts';
import * as rehearsal from '#products/rehearsal/stored/documents.ts';
import type { CollectionsAs } from '#kernel/store/tables.ts';

/** What the installation keeps: all that its products do. Adapters and generators are made of it; another product is its rooms here, and `& its Tables`. */
export const collections: CollectionsAs<rehearsal.Tables> = sumOf([...rehearsal.rooms]);

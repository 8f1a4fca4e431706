import type { effects } from '#products/rehearsal/kinds/effects/table.ts';
import type * as kernel from '#kernel/effect.ts';

/** One thing to do outside the store. What it needs to know more it reads again when it is performed. */
export type Effect = NonNullable<(typeof effects)[keyof typeof effects]['payload']>;

/** An effect and when: at once, or not before an instant. */
export type Wanted = kernel.Wanted<Effect>;

import type { Html } from '#html/markup.ts';
import type { FormView } from '#contexts/intake/pages/form/form-view.ts';
import type { Planned } from '#contexts/plans/domain/job/planned.ts';

/** What the form page shows. */
export interface FormPageView extends FormView {
  /** A4. Why the request that it follows was rejected. */
  rejection?: Html;
  /** In words, each kind once. */
  warnings: readonly string[];
  /** It was only checked, and nothing is wrong. */
  isFine: boolean;
  /** What would be done, when nothing is wrong. */
  plan?: readonly Planned[];
}

import { z } from 'zod';
import type { SettingsProblem } from '#contexts/access/settings/problems.ts';
import { placeProblems } from '#contexts/operations/settings/places.ts';

const names = z.array(z.string()).catch([]);

/** What can be read of a settings file whatever else is wrong with it. */
const sketch = z.object({
  backends: z
    .array(z.object({ slug: z.string().optional().catch(undefined), credentials: names }).catch({ slug: undefined, credentials: [] }))
    .catch([]),
  pipelines: z
    .object({ places: z.array(z.object({ credentials: names, notOn: names }).catch({ credentials: [], notOn: [] })).catch([]) })
    .catch({ places: [] }),
});

/** What is wrong between this product's part of a settings file and the others. */
export function problemsAcross(json: unknown): SettingsProblem[] {
  const { success, data } = sketch.safeParse(json);
  return success ? placeProblems('pipelines.places', data.pipelines.places, data.backends) : [];
}

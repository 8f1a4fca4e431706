import type { SettingsProblem } from '#contexts/access/settings/problems.ts';

interface Place {
  credentials: readonly string[];
  notOn: readonly string[];
}

interface Backend {
  slug?: string | undefined;
  credentials: readonly string[];
}

/** R18: what nobody can give, and a backend that is none, would keep what waits for it waiting for good. `at`: where the places stand in the file. */
export function placeProblems(at: string, places: readonly Place[], backends: readonly Backend[]): SettingsProblem[] {
  const offered = new Set(backends.flatMap(({ credentials }) => credentials));
  return places.flatMap(({ credentials, notOn }, index) => [
    ...credentials.flatMap((name, nth) =>
      offered.has(name) ? [] : [{ path: `${at}[${index}].credentials[${nth}]`, message: 'is in the credentials of no backend' }],
    ),
    ...notOn.flatMap((slug, nth) =>
      backends.some((backend) => backend.slug === slug) ? [] : [{ path: `${at}[${index}].notOn[${nth}]`, message: 'is no backend' }],
    ),
  ]);
}

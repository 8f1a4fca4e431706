import type { ActionTask } from '#contexts/operations/agent-action.ts';
import type { ActionOrder } from '#contexts/operations/ports/executor.ts';
import { urlOf } from '#products/pipelines/domain/ask/repository.ts';
import type { Settings } from './settings.ts';

/** K2, R15. An action whose agent is told where its repositories lie, where the settings say so, held as its backend’s jobs are. By their addresses they are known all the same: P5, an agent of others looks at those. */
export function actionTask(settings: Pick<Settings, 'repositories' | 'backends'>, { backend, body }: ActionOrder): ActionTask {
  const { study, checkout } = body;
  const found = settings.backends.find(({ slug }) => slug === backend);
  const lies = <R extends { repository: string }>(one: R): R & { liesAt?: string } => {
    const liesAt = placeOf(settings, one.repository);
    return liesAt === undefined ? one : { ...one, liesAt };
  };
  return {
    ...body,
    study: lies(study),
    ...(checkout === undefined ? {} : { checkout: lies(checkout) }),
    ...(found?.executor === 'agent' ? { sandbox: found.sandbox } : {}),
  };
}

function placeOf({ repositories }: Pick<Settings, 'repositories'>, address: string): string | undefined {
  return repositories.find((one) => urlOf(one) === address)?.path;
}

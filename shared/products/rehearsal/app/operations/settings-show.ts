import type { Operation } from '#products/rehearsal/app/operations/define.ts';

export const settingsShow: Operation<'settings_show'> = async (_, { settingsInForce = () => [] }) => ({
  done: { rows: settingsInForce().map(({ path, value, from }) => ({ setting: path, value, from })) },
});

import { z } from 'zod';

const image = { image: z.string(), image_sha: z.string().nullable() };

/** An unknown or a missing key comes back as that task's error. */
export const statusDefinition = z.strictObject({ database_name: z.string(), ...image });
export const dataCheckDefinition = z.strictObject({ hes_expected_activity_month: z.string().regex(/^\d{6}$/), ...image });

/** B8. What a probe asks. */
export type ProbeAsk = { probe: 'status'; database: string } | { probe: 'data_check'; /** `YYYYMM`. */ month: string };

/** And the image that asks it. */
export type ProbeOrder = ProbeAsk & { image: string; imageDigest?: string | undefined };

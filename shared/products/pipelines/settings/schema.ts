import { z } from 'zod';
import { slug } from '#contexts/access/settings/texts.ts';
import { credentialName } from '#contexts/operations/sandbox.ts';
import { accessSettings } from './access.ts';
import { commandTemplate } from '#contexts/operations/kinds/programs/define.ts';

const allowed = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,38}(?:\/[\w.-]{1,100})?$/, 'must be an owner at the code host, or owner/name of a repository');

const actions = z.strictObject({
  cpu: z.number().positive().max(1_024).default(2).describe('processors of one action'),
  memoryMegabytes: z.int().min(64).max(4_000_000).default(4_096).describe('of one action'),
  hours: z
    .number()
    .positive()
    .max(31 * 24)
    .default(7 * 24)
    .describe('how long one action may take'),
  largestFileMegabytes: z.number().min(0).max(1_000_000).default(16).describe('of a file that may be published on the backend'),
  mostRows: z.int().min(0).default(5_000).describe('of a CSV file that may be published on the backend, below its first'),
  types: z
    .array(z.string().regex(/^[A-Za-z0-9]{1,20}$/, 'must be letters and digits, without a dot'))
    .max(100)
    .default(['csv', 'txt', 'json', 'md', 'html', 'log', 'pdf', 'png', 'jpg', 'jpeg', 'svg'])
    .describe('last extensions of names of files that may be published on the backend'),
  identifierColumns: z
    .array(
      z
        .string()
        .max(200)
        .regex(/[\p{L}\p{N}]/u, 'must have a letter or a digit'),
    )
    .max(200)
    .default(['patient_id'])
    .describe(
      'names of columns that no published table may have (capitals, blanks and marks do not count). A file that may hold a table and cannot be looked through is kept back too; an empty list looks at none',
    ),
  registry: z.string().max(200).default('').describe('what stands before the name of an image: the address of its registry, and a slash'),
  digests: z
    .record(
      z
        .string()
        .regex(/^[a-z0-9][a-z0-9._-]{0,99}:[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/, 'must be an image and its version, such as python:v2'),
      z.string().regex(/^sha256:[0-9a-f]{64}$/, 'must be sha256: and 64 hexadecimal digits'),
    )
    .default({})
    .describe('what exactly an image is, by `name:version`: its digest, `sha256:…`. job-runner’s agent runs no image without one'),
  command: commandTemplate
    .optional()
    .describe('how an action is run where there are no containers; a part that is `{args}` stands for all arguments'),
  env: z.record(z.string(), z.string().max(32_768)).default({}).describe('environment of every action'),
});

/** R18. Actions that may not run anywhere, or not without something. */
const place = z
  .strictObject({
    action: z.string().min(1).max(300).describe('name of the actions'),
    repositories: z.array(allowed).max(200).default([]).describe('whose actions: an owner, or `owner/name`; left out, everybody’s'),
    credentials: z
      .array(credentialName)
      .max(20)
      .default([])
      .describe(
        'what they need: they run where all of them are, get them as files in `$CREDENTIALS_DIRECTORY`, alone, and what they say is masked. Whoever may push to these repositories can read them',
      ),
    notOn: z.array(slug).max(50).default([]).describe('backends that they must not run on'),
  })
  .refine(({ credentials, repositories }) => credentials.length === 0 || repositories.length > 0, {
    path: ['repositories'],
    message: 'must name repositories where credentials are given: else anybody’s action of this name would get them',
  });

/** P5. For programs of OpenSAFELY, as they are. */
const doors = z.strictObject({
  rap: z.boolean().default(false).describe('whether job-server’s client is served: the RAP API'),
  tasks: z.boolean().default(false).describe('whether job-runner’s agent is served: the controller’s task API'),
  probeImage: z
    .string()
    .max(300)
    .regex(/^[^@\s]+@sha256:[0-9a-f]{64}$/, 'must be the full name of an image, @ and its digest')
    .optional()
    .describe('image by which that agent finds out whether a database is in maintenance: its full name and version, `@` and its digest'),
});

/** K1. The part of the settings that is of pipelines alone: `pipelines` at the top of the file. */
export const pipelineSettings = z.strictObject({
  ...accessSettings,
  repositories: z
    .array(allowed)
    .max(200)
    .default([])
    .describe('whose code may be read and run: an owner at the code host, or one repository (`owner/name`)'),
  doors: doors.prefault({}).describe('whether existing programs of OpenSAFELY are served'),
  actions: actions.prefault({}).describe('what actions are given, and which of their files may be published'),
  places: z.array(place).max(500).default([]).describe('what actions need, and where they must not run'),
  retries: z
    .int()
    .min(0)
    .max(20)
    .default(3)
    .describe(
      'how often an action runs again whose agent lost it, or could not start it: then after a pause, each longer than the last. What ends by itself is never tried again',
    ),
  lostAfterMinutes: z
    .number()
    .min(1)
    .max(7 * 24 * 60)
    .default(30)
    .describe('an agent that has been silent for so long has lost what it was at'),
  beginsWithinMinutes: z
    .number()
    .min(1)
    .max(7 * 24 * 60)
    .default(120)
    .describe(
      'an action that is not at work so long after its start runs again, though its agent is heard: code and image are fetched by then',
    ),
});
export type PipelineSettings = z.infer<typeof pipelineSettings>;

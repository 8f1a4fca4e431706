/** Folders in which a kind is one file: what the program reads of them is one generated table. */
export interface KindFolder {
  /** From the root. */
  folder: string;
  /** The exported const of `table.ts`. */
  table: string;
  /** The keys are the file names as they are: `receive-request`. */
  dashed?: true;
  /** The type of the keys, alone in `names.ts`: for what the entries themselves depend on, which may not depend on them. */
  names?: string;
}

/** `table.ts` of each is written by `npm run generate`, and `names.ts` where it is wanted: file name (`take-over.ts`) is the key (`take_over`), its first exported const the entry. */
export const kindFolders: readonly KindFolder[] = [
  { folder: 'shared/contexts/backends/kinds/flags', table: 'backendFlags' },
  { folder: 'functions/serve-pages/pages', table: 'pages' },
  { folder: 'shared/products/rehearsal/app/performers', table: 'performers' },
  { folder: 'shared/products/rehearsal/app/sweepers', table: 'sweepers' },
  { folder: 'shared/products/rehearsal/kinds/templates', table: 'mailTemplates' },
  { folder: 'shared/products/rehearsal/pages/mails/templates', table: 'templateContents' },
  { folder: 'shared/products/rehearsal/kinds/actions', table: 'actionKinds', names: 'Action' },
  { folder: 'shared/products/rehearsal/kinds/questions', table: 'questionKinds', names: 'QuestionKind' },
  { folder: 'shared/products/rehearsal/contracts/operations', table: 'operationKinds' },
  { folder: 'shared/products/rehearsal/app/operations', table: 'operations' },
  { folder: 'shared/doors/functions', table: 'functions', dashed: true },
  { folder: 'shared/products/rehearsal/kinds/effects', table: 'effects', names: 'EffectName' },
  { folder: 'shared/contexts/operations/kinds/programs', table: 'programs' },
  { folder: 'shared/contexts/operations/kinds/probes', table: 'probeKinds' },
  { folder: 'shared/products/pipelines/kinds/effects', table: 'effects' },
  { folder: 'shared/products/pipelines/kinds/templates', table: 'mailTemplates' },
  { folder: 'shared/products/pipelines/pages/mails/templates', table: 'templateContents' },
  { folder: 'shared/products/pipelines/app/performers', table: 'performers' },
  { folder: 'shared/products/pipelines/app/sweepers', table: 'sweepers' },
  { folder: 'shared/products/pipelines/contracts/operations', table: 'operationKinds' },
  { folder: 'shared/products/pipelines/app/operations', table: 'operations' },
];

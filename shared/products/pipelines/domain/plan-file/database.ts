/** By image, the commands that read the database; `sqlrunner` does whatever it is told. */
const COMMANDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['ehrql', ['generate-dataset', 'generate-measures']],
  ['cohortextractor', ['generate_cohort', 'generate_codelist_report']],
  ['databuilder', ['generate-dataset']],
]);

/** Whether a command reads the database. `command`: the word after the image. */
export function usesDatabase(image: string, command: string | undefined): boolean {
  return image === 'sqlrunner' || (command !== undefined && COMMANDS.get(image)?.includes(command) === true);
}

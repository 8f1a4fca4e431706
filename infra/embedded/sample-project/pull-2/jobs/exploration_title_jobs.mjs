import { readExplorations } from './exploration_reader.mjs';

const LONGEST_TITLE = 36;

/** Finds titles that do not fit their place. It ends well and yet warns: such a run must not count as a success. */
export class FindLongTitlesJob {
  constructor({ explorations }) {
    this.folder = explorations;
  }

  run({ print, warn }) {
    const long = readExplorations(this.folder).filter(({ title }) => [...title].length > LONGEST_TITLE);
    for (const { id, title } of long) warn(`WARNING: ${id}: the title has ${[...title].length} characters, more than ${LONGEST_TITLE}`);
    print(`long titles: ${long.length}`);
    print('SUCCESS');
  }
}

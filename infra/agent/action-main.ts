/**
 * `node action-main.ts prepare|finalize <data> <task folder> [<container program> <image>]`: the slow parts of an action, beside the agent, so that it goes on
 * asking and cancelling meanwhile. Ends with whoever started it. Says on its last line what became of it, as JSON.
 */
import { finalizeAction } from './actions/finalize.ts';
import { prepareAction, whyUnprepared, type Unprepared } from './actions/prepare.ts';
import { pullImage } from './containers/cli.ts';
import { containerProgram } from './containers/order.ts';
import { letOthersRead } from './sandbox/places.ts';
import { openTaskFolder } from './task-folder.ts';

async function main([part = '', data = '', path = '', program, image]: readonly string[]): Promise<Unprepared | undefined> {
  const folder = openTaskFolder(path);
  if (part === 'finalize') {
    await finalizeAction(data, folder);
    return undefined;
  }
  const wrong = await prepareAction(data, folder);
  if (wrong !== undefined || program === undefined || image === undefined) return wrong;
  return pullImage(containerProgram.parse(program), image).then(() => undefined, whyUnprepared);
}

letOthersRead();
for (const event of ['close', 'error'] as const) process.stdin.once(event, () => process.exit(1));
process.stdin.resume();
const wrong = await main(process.argv.slice(2));
process.stdout.write(`${JSON.stringify(wrong ?? {})}\n`, () => process.exit(0));

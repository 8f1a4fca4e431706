// A mailbox of its own in a process that a test can kill: prints its port, then runs until it is stopped.
import { openMailbox } from '#infra/embedded/mailbox/mailbox.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('which folder?');
const mailbox = await openMailbox({ folder });
process.stdout.write(`${mailbox.port}\n`);

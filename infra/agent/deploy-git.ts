/**
 * `deploy-git <repository> <ref> <sha> <workdir>` makes the workdir a fresh folder with exactly the files of that commit of that ref.
 * `deploy-git verify <workdir> <sha>` ends well only if the workdir still is that, byte for byte (D5, R14).
 */
import { deployGitCommand } from './deploy/command.ts';
import { letOthersRead } from './sandbox/places.ts';

letOthersRead();
try {
  process.stdout.write(`${await deployGitCommand(process.argv.slice(2))}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

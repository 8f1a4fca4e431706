import { deploy, verify } from './deployments.ts';

/** Carries out the arguments of `deploy-git`; what it says when it went well. */
export async function deployGitCommand(args: readonly string[]): Promise<string> {
  const [first = '', second = '', third = '', fourth = ''] = args;
  if (first === 'verify' && args.length === 3) {
    await verify(second, third);
    return `verified ${third}`;
  }
  if (args.length !== 4) throw new Error('usage: deploy-git <repository> <ref> <sha> <workdir>, or: deploy-git verify <workdir> <sha>');
  await deploy(first, second, third, fourth);
  return `deployed ${third}`;
}

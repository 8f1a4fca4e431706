// node run-action.mjs <image> <arguments>: stands for the images where there are no containers.
import { mkdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const scripts = {
  ehrql: ([command, script, option, output]) => (command === 'generate-dataset' && option === '--output' && output ? script : undefined),
  node: ([script]) => script,
};

const [image = '', ...args] = process.argv.slice(2);
const script = Object.hasOwn(scripts, image) ? scripts[image](args) : undefined;
if (script === undefined) throw new Error(`not understood: ${image} ${args.join(' ')}`);
mkdirSync('output', { recursive: true });
await import(pathToFileURL(script).href);

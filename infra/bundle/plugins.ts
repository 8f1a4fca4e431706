import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'esbuild';

/** The name under which a bundle's entry reaches the framework's program. */
export const FRAMEWORK_PROGRAM = 'functions-framework:main';

/**
 * The framework's own program, which looks for the function in files beside it. In a bundle the function has registered itself
 * before, so that only the look-up is left; everything else of the framework stays as it is.
 */
export function frameworkPlugin(root: string): Plugin {
  const program = path.join(root, 'node_modules/@google-cloud/functions-framework/build/src/main.js');
  const loader = `const { getRegisteredFunction } = require('./function_registry');
exports.getUserFunction = async (location, target) => getRegisteredFunction(target) ?? null;`;
  return {
    name: 'functions-framework',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: new RegExp(`^${FRAMEWORK_PROGRAM}$`) }, () => ({ path: program }));
      onLoad({ filter: /functions-framework[\\/]build[\\/]src[\\/]loader\.js$/ }, () => ({ contents: loader, loader: 'js' }));
    },
  };
}

/** Messages in fifty languages, of which the system uses one. */
export const zodLocales: Plugin = {
  name: 'zod-locales',
  setup({ onLoad }) {
    onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: `export { default as en } from './en.js';`,
      loader: 'js',
    }));
  },
};

/**
 * Tables of the framework's body parsers and of its file server, of which a function uses next to nothing: the door reads every body
 * before they do (shared/doors/guard-door.ts), and no function serves files. Asian encodings become unknown ones; types are those of the web.
 */
export const frameworkTables: Plugin = {
  name: 'framework-tables',
  setup({ onLoad }) {
    onLoad({ filter: /iconv-lite[\\/]encodings[\\/]dbcs-data\.js$/ }, () => ({ contents: 'module.exports = {};', loader: 'js' }));
    onLoad({ filter: /mime-db[\\/]db\.json$/ }, async ({ path: file }) => {
      const all = Object.entries(JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>);
      const kept = all.filter(([type]) =>
        /^(text\/(html|plain|css|csv|javascript|xml)|application\/(json|octet-stream|x-www-form-urlencoded|problem\+json|cloudevents\+json))$/.test(
          type,
        ),
      );
      return { contents: JSON.stringify(Object.fromEntries(kept)), loader: 'json' };
    });
  },
};

/** Callers are verified with one class of the library; its main file loads every way of signing in that there is. */
export function authLibraryPlugin(root: string): Plugin {
  const oauth2Client = path.join(root, 'node_modules/google-auth-library/build/src/auth/oauth2client.js');
  return {
    name: 'google-auth-library',
    setup({ onResolve }) {
      onResolve({ filter: /^google-auth-library$/ }, ({ importer }) =>
        importer.endsWith(path.join('doors', 'verify-caller.ts')) ? { path: oauth2Client } : undefined,
      );
    },
  };
}

/** Files that only declare (the fence keeps them so): what a function does not use of them is left out. */
export const declarations: Plugin = {
  name: 'declarations',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^(#|\.)/ }, async (args) => {
      if (args.pluginData === 'resolved' || !/[\\/](shared|functions)[\\/]/.test(`${args.resolveDir}${path.sep}`)) return undefined;
      const found = await resolve(args.path, {
        kind: args.kind,
        resolveDir: args.resolveDir,
        importer: args.importer,
        pluginData: 'resolved',
      });
      return { ...found, sideEffects: false };
    });
  },
};

#!/usr/bin/env node
'use strict';
// Starts the function in this working directory, as Google's own program does, from compiled code that the build kept (warm-up.js).
// V8 itself refuses code of another version, of other flags or of another source; then it compiles, which is only slower.
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname, resolve } = require('node:path');
const { Script, constants } = require('node:vm');

const file = resolve('index.js');

function kept() {
  try {
    return readFileSync(`${file}.cache`);
  } catch {
    return undefined;
  }
}

const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'utf8')}\n})`;
const script = new Script(source, { filename: file, cachedData: kept(), importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER });
const module_ = { exports: {} };
script.runInThisContext()(module_.exports, createRequire(file), module_, file, dirname(file));
exports.script = script;

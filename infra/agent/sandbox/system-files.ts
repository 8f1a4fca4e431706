import { lstatSync, readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** Arguments of bubblewrap for what every program needs of the system. Never all of `/`, `/etc`, `/run`, `/var` or anybody's home. */
export function systemFiles(network: 'none' | 'host'): string[] {
  const etc = [...ETC, ...(network === 'host' ? NAMES : []), ...languages()];
  return [
    '--ro-bind',
    '/usr',
    '/usr',
    ...['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'].flatMap(topFolder),
    ...etc.flatMap((name) => readOnlyIfThere(join('/etc', name))),
  ];
}

/** Of `/etc` only what holds no secret and is asked for by loaders, time, certificates and languages. */
const LOADING = 'ld.so.cache alternatives nsswitch.conf localtime timezone locale.alias';
const CERTIFICATES = 'ssl/certs ssl/openssl.cnf ca-certificates pki/tls/certs pki/ca-trust crypto-policies';
const TABLES = 'fonts mime.types protocols services perl os-release';
const ETC = [LOADING, CERTIFICATES, TABLES].flatMap((names) => names.split(' '));
/** How other machines are found. */
const NAMES = ['resolv.conf', 'hosts', 'host.conf', 'gai.conf'];

function languages(): string[] {
  return namesIn('/etc').filter((name) => /^(?:java-?\d*|python[\d.]*|php|nodejs|ruby)/.test(name));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** On most systems a link into `/usr`. */
function topFolder(path: string): string[] {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there?.isSymbolicLink() === true) return ['--symlink', readlinkSync(path), path];
  return there?.isDirectory() === true ? ['--ro-bind', path, path] : [];
}

function readOnlyIfThere(path: string): string[] {
  try {
    return ['--ro-bind', realpathSync(path), path];
  } catch {
    return [];
  }
}

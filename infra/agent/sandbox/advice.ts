import { readFileSync } from 'node:fs';

/** What to do about a sandbox that cannot be made, from what was said and what the system's settings are. */
export function adviceFor(said: string, setting: (name: string) => string = systemSetting): string {
  const found = ADVICE.find(({ when }) => when(said, setting));
  return found?.say ?? 'see docs/guide/jobs.md';
}

interface Advice {
  when: (said: string, setting: (name: string) => string) => boolean;
  say: string;
}

const ADVICE: readonly Advice[] = [
  { when: (said) => /^spawn \S+ EACCES/.test(said), say: 'it is installed but cannot be started: check its permissions' },
  {
    when: (said) => /EACCES|failed to execute/.test(said),
    say: 'jobs run as another user, who must be able to pass through the folders of the agent (AGENT_DATA) and of the Node that runs it',
  },
  { when: (said) => /ENOENT|not found/.test(said), say: 'install the package bubblewrap (and util-linux, for setpriv and prlimit)' },
  {
    when: (_, setting) => setting('kernel/unprivileged_userns_clone') === '0',
    say: 'sysctl -w kernel.unprivileged_userns_clone=1 allows what it needs',
  },
  {
    when: (_, setting) => setting('user/max_user_namespaces') === '0',
    say: 'sysctl -w user.max_user_namespaces=15000 allows what it needs',
  },
  {
    when: (_, setting) => setting('kernel/apparmor_restrict_unprivileged_userns') === '1',
    say: 'AppArmor forbids it: load a profile for /usr/bin/bwrap with the rule "userns," (Ubuntu: apparmor-profiles, bwrap-userns-restrict), or sysctl -w kernel.apparmor_restrict_unprivileged_userns=0',
  },
  {
    when: (said) => /mount proc|\/proc/.test(said),
    say: 'parts of /proc are masked, as in a container: Docker takes --security-opt systempaths=unconfined, Kubernetes procMount: Unmasked',
  },
  {
    when: (said) => /namespace|not permitted|Permission denied/i.test(said),
    say: 'in a container new namespaces must be allowed: Docker takes --security-opt seccomp=unconfined --security-opt apparmor=unconfined, or a profile that allows unshare, clone and mount',
  },
];

function systemSetting(name: string): string {
  try {
    return readFileSync(`/proc/sys/${name}`, 'utf8').trim();
  } catch {
    return '';
  }
}

import { Hint, say, step } from './report.mjs'
import { hasProgram, run } from './run.mjs'

/**
 * The system's share on Linux: libraries for Electron, a virtual display, and for tests a Secret
 * Service and Dovecot. Debian and Ubuntu get them from apt; on others the user is told what is missing.
 *
 * Several names for one thing are names of different releases; the first that apt knows is taken.
 */
const electronLibraries = [
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libnss3'],
  ['libgbm1'],
  ['libasound2', 'libasound2t64'],
]

const programs = {
  display: { Xvfb: ['xvfb'] },
  tests: {
    'dbus-run-session': ['dbus-x11'],
    'gnome-keyring-daemon': ['gnome-keyring'],
    dovecot: ['dovecot-imapd'],
    openssl: ['openssl'],
    python3: ['python3'],
  },
  bench: { mbsync: ['isync'], notmuch: ['notmuch'], mu: ['maildir-utils'] },
}

/** Whether a window can be shown without a display of our own. */
export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

/** Brings what the Electron at `executable` and the groups of programs ('display', 'tests') need; throws a Hint when it can't. */
export async function bringSystemPackages(executable, groups) {
  if (process.platform !== 'linux') return
  const missing = await findMissing(executable, groups)
  if (missing.length === 0) return
  await install(missing)
  const still = await findMissing(executable, groups)
  if (still.length > 0)
    throw new Hint(`Still missing after the installation: ${still.map(item => item.what).join(', ')}.`)
}

/** Brings what a benchmark compares itself with, where that is possible; never fails. */
export async function bringPeers() {
  if (process.platform !== 'linux') return
  const missing = await findMissing(undefined, ['bench'])
  if (missing.length === 0) return
  await install(missing).catch(error => say(`  left out: ${error.message}`))
}

async function findMissing(executable, groups) {
  const missing = []
  if (executable) {
    const { stdout } = await run('ldd', [executable], { output: 'keep' })
    const libraries = stdout
      .split('\n')
      .filter(line => line.includes('not found'))
      .map(line => line.trim().split(' ')[0])
    if (libraries.length > 0) missing.push({ what: nameSome(libraries), packages: electronLibraries })
  }
  for (const group of groups) {
    for (const [program, names] of Object.entries(programs[group])) {
      if (!(await hasProgram(program))) missing.push({ what: program, packages: [names] })
    }
  }
  return missing
}

const nameSome = names =>
  names.length <= 4
    ? names.join(', ')
    : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more libraries for Electron`

async function install(missing) {
  const what = missing.map(item => item.what).join(', ')
  if (!(await hasProgram('apt-get'))) {
    throw new Hint(
      `This system lacks ${what}. Install what provides them (on Debian: ${plain(missing).join(' ')}), then start again.`,
    )
  }
  const elevate = await howToElevate()
  if (elevate === undefined) {
    throw new Hint(
      `This system lacks ${what}. Run this line, then start again:\n\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${plain(missing).join(' ')}\n`,
    )
  }
  await step(`Installing from the system's packages what is missing: ${what}`, async () => {
    const first = await run(
      elevate[0],
      [...elevate.slice(1), 'sh', '-c', installScript, 'sh', ...spell(missing)],
      { output: 'keep' },
    )
    if (first.code !== 0) {
      const said = `${first.stdout}\n${first.stderr}`.trim().split('\n').slice(-12).join('\n')
      throw new Hint(
        `apt-get could not install them. It said:\n${said}\n\nTry by hand: sudo apt-get update && sudo apt-get install -y --no-install-recommends ${plain(missing).join(' ')}`,
      )
    }
  })
}

const plain = missing => [...new Set(missing.flatMap(item => item.packages.map(names => names[0])))]
const spell = missing => [...new Set(missing.flatMap(item => item.packages.map(names => names.join('|'))))]

/** How to run a program as root without a question: the words before it, or undefined. */
export async function howToElevate() {
  if (process.getuid?.() === 0) return ['env']
  const { code } = await run('sudo', ['-n', 'true'], { output: 'keep' })
  return code === 0 ? ['sudo', '-n', 'env'] : undefined
}

/**
 * Installs without a question, waits for another apt, and starts no service: Dovecot is wanted as a
 * program for tests, never as a mail server that listens on this machine.
 */
const installScript = `
set -u
export DEBIAN_FRONTEND=noninteractive
wait='-o DPkg::Lock::Timeout=300'
for try in 1 2 3 4 5 6; do apt-get $wait -qq update && break; sleep 5; done
names=''
for choice in "$@"; do
  chosen=''
  for name in $(echo "$choice" | tr '|' ' '); do
    if [ -z "$chosen" ] && apt-cache show --no-all-versions "$name" 2>/dev/null | grep -q '^Package:'; then chosen=$name; fi
  done
  names="$names \${chosen:-\${choice%%|*}}"
done
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
  printf '#!/bin/sh\\nexit 101\\n' > $policy && chmod 755 $policy
  trap 'rm -f /usr/sbin/policy-rc.d' EXIT
fi
had_dovecot=$(command -v dovecot || PATH="$PATH:/usr/sbin" command -v dovecot || true)
apt-get $wait -qq -y --no-install-recommends -o Dpkg::Options::=--force-confold install $names
result=$?
if [ -z "$had_dovecot" ] && [ -d /run/systemd/system ] && [ -e /lib/systemd/system/dovecot.service ]; then
  systemctl disable --now dovecot.service dovecot.socket >/dev/null 2>&1
fi
exit $result
`

/** Only Wayland, no X11: older Electrons must be told. */
export function displaySwitches(env = process.env) {
  const onlyWayland = process.platform === 'linux' && !env.DISPLAY && env.WAYLAND_DISPLAY
  return onlyWayland ? ['--ozone-platform-hint=auto'] : []
}

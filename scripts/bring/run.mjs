import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { delimiter, dirname } from 'node:path'
import { inProject, projectFolder, projectNode } from './project.mjs'

/** The environment for tools: the project's Node and its command line tools come first. */
export function toolEnvironment(extra = {}) {
  const pathName = Object.keys(process.env).find(name => name.toUpperCase() === 'PATH') ?? 'PATH'
  const folders = [dirname(projectNode), inProject('node_modules', '.bin'), process.env[pathName] ?? '']
  return { ...process.env, [pathName]: folders.join(delimiter), ...extra }
}

/**
 * Runs a program to its end and passes interrupts on to it.
 *
 * `output` is 'show' (to our stderr), 'inherit' (a terminal program) or 'keep'.
 * Resolves to `{ code, stdout, stderr }`; a program that cannot be started has code 127.
 */
export async function run(
  command,
  args,
  { output = 'show', env = process.env, cwd = projectFolder, input, shell = false, signal } = {},
) {
  const stdio = {
    show: ['ignore', process.stderr, process.stderr],
    inherit: 'inherit',
    keep: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  }[output]
  const child = spawn(command, args, { cwd, env, stdio, shell, signal, windowsHide: true })
  const forward = signal => child.kill(signal)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward)
  let stdout = ''
  let stderr = ''
  child.stdout?.setEncoding('utf8').on('data', text => {
    stdout += text
  })
  child.stderr?.setEncoding('utf8').on('data', text => {
    stderr += text
  })
  child.stdin?.end(input)
  try {
    const [code, signal] = await once(child, 'close')
    return { code: signal ? 130 : code, stdout, stderr }
  } catch (error) {
    return { code: 127, stdout, stderr: `${stderr}${error.message}` }
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, forward)
  }
}

/** Runs npm: the very one that runs us where there is one, by its JavaScript, so that no shell is needed. */
export function npm(args, options = {}) {
  const script = process.env.npm_execpath
  if (script && /\.[cm]?js$/.test(script)) {
    return run(process.env.npm_node_execpath || process.execPath, [script, ...args], options)
  }
  return process.platform === 'win32'
    ? run(
        'npm.cmd',
        args.map(arg => `"${arg}"`),
        { ...options, shell: true },
      )
    : run('npm', args, options)
}

/** Runs a JavaScript tool of node_modules in Node 24. */
export function tool(script, args, { env, ...options } = {}) {
  return run(projectNode, [inProject(...script.split('/')), ...args], {
    ...options,
    env: toolEnvironment(env),
  })
}

/** Whether a program can be found on the PATH or in the folders where servers live. */
export async function hasProgram(name) {
  const { code } = await run(
    'sh',
    ['-c', `PATH="$PATH:/usr/sbin:/sbin:/usr/local/sbin" command -v ${name}`],
    { output: 'keep' },
  )
  return code === 0
}

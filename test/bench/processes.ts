import { readdirSync, readFileSync } from 'node:fs'

export type ProcessUse = {
  readonly pid: number
  /** Processor time so far, seconds. */
  readonly cpuSeconds: number
  readonly residentBytes: number
  /** Its share of memory, shared pages divided among those who share them. */
  readonly proportionalBytes: number
}

const ticksPerSecond = 100

function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined
  }
}

/** A process and all that it started, directly or not (Linux). */
export function processTree(root: number): readonly number[] {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    const pid = Number(name)
    const parent = Number.isInteger(pid) ? parentOf(pid) : undefined
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), pid])
  }
  const found = [root]
  for (let at = 0; at < found.length; at += 1) found.push(...(children.get(found[at] ?? 0) ?? []))
  return found
}

/** What the processes use now; those that ended meanwhile are left out. */
export function measureProcesses(pids: readonly number[]): readonly ProcessUse[] {
  return pids.flatMap(pid => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      const kilobytes = (name: string, text: string) =>
        Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) * 1024
      return [
        {
          pid,
          cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
          residentBytes: kilobytes('VmRSS', readFileSync(`/proc/${pid}/status`, 'latin1')),
          proportionalBytes: kilobytes('Pss', readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1')),
        },
      ]
    } catch {
      return []
    }
  })
}

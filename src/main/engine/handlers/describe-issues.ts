import type { z } from 'zod'

/** Which fields are wrong and how; never what they hold. */
export function describeIssues(error: z.ZodError): string {
  const fields = error.issues.slice(0, 5).map(issue => {
    const how = issue.code === 'custom' ? issue.message : issue.code
    return `${issue.path.join('.') || 'parameters'} (${how})`
  })
  return fields.join(', ')
}

import type { z } from 'zod'

/** Which fields are wrong and how; never what they hold. */
export function describeIssues(error: z.ZodError): string {
  const paths = error.issues
    .slice(0, 5)
    .map(issue => `${issue.path.join('.') || 'parameters'} (${issue.code})`)
  return paths.join(', ')
}

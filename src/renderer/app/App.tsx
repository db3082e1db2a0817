import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { createQueryClient } from '#renderer/api/query-client.ts'
import { Shell } from './Shell.tsx'

/** Providers around the screen. */
export function App() {
  const [client] = useState(createQueryClient)
  return (
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={client}>
        <Tooltip.Provider delay={500}>
          <Shell />
        </Tooltip.Provider>
      </QueryClientProvider>
    </CSPProvider>
  )
}

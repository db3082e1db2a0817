import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '#renderer/ui/styles.css'
import { App } from './App.tsx'
import { rememberPlace } from './remember-place.ts'
import { applyRememberedTheme } from './theme.ts'

applyRememberedTheme()
rememberPlace()
const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}

import { useEffect } from 'react'
import { setDark } from '#renderer/stores/dark.ts'
import type { Settings } from '#shared/settings.ts'

const darkQuery = '(prefers-color-scheme: dark)'
const rememberedAs = 'parley.theme'

function apply(theme: Settings['theme'], systemDark: boolean): void {
  const root = document.documentElement
  if (theme === 'system') delete root.dataset.theme
  else root.dataset.theme = theme
  setDark(theme === 'dark' || (theme === 'system' && systemDark))
}

/** The theme of the last start, before the engine has answered: no flash of the other one. */
export function applyRememberedTheme(): void {
  const remembered = localStorage.getItem(rememberedAs)
  const theme = remembered === 'light' || remembered === 'dark' ? remembered : 'system'
  apply(theme, matchMedia(darkQuery).matches)
}

/** Keeps the page in the chosen theme, and follows the system where that was chosen. */
export function useTheme(theme: Settings['theme'] | undefined): void {
  useEffect(() => {
    if (theme === undefined) return
    const system = matchMedia(darkQuery)
    const follow = () => apply(theme, system.matches)
    follow()
    localStorage.setItem(rememberedAs, theme)
    system.addEventListener('change', follow)
    return () => system.removeEventListener('change', follow)
  }, [theme])
}

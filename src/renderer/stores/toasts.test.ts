import { beforeEach, expect, it } from 'vitest'
import { useToasts } from './toasts.ts'

beforeEach(() => useToasts.setState({ toasts: [] }))

it('an offer about several actions is withdrawn with any of them', () => {
  const { offer, withdraw } = useToasts.getState()
  for (const undone of ['first', 'second']) {
    offer('3 conversations archived', {
      action: { label: 'Undo', run: () => {}, about: ['first', 'second'] },
    })
    withdraw('other')
    expect(useToasts.getState().toasts).toHaveLength(1)
    withdraw(undone)
    expect(useToasts.getState().toasts).toEqual([])
  }
})

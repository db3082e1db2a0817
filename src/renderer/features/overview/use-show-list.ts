import { useCallback } from 'react'
import { type ListFilter, useListFilter } from '#renderer/stores/list-filter.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'

/** Leads from a figure to the list that it counts: the overview stays beside it where there is room. */
export function useShowList(): (filter: Partial<ListFilter>) => void {
  const show = useListFilter(state => state.show)
  const showList = useNavigation(state => state.showList)
  return useCallback(
    filter => {
      show(filter)
      showList()
    },
    [show, showList],
  )
}

import { setFilters, useFilters } from '../address.ts'
import { PropertyFilter } from './property-filter.tsx'

/** What a list is narrowed to by one of its filters, as it stands in the address. */
export const useNarrowing = (filter: 'property' | 'lane'): string => new URLSearchParams(useFilters()).get(filter) ?? ''

/** Narrows the list by this filter, or no more; what else it is narrowed by stays. */
export const narrowBy = (filter: 'property' | 'lane', value: string) => {
  const filters = new URLSearchParams(location.search)
  if (value) filters.set(filter, value)
  else filters.delete(filter)
  setFilters(filters.toString())
}

/** Narrows a list to one property, above its rows. */
export const Narrowed = () => (
  <div className="list-narrowed">
    <PropertyFilter value={useNarrowing('property')} onChange={(number) => narrowBy('property', number)} />
  </div>
)

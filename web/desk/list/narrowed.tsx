import { setFilters, useFilters } from '../address.ts'
import { PropertyFilter } from './property-filter.tsx'

/** The property that a list is narrowed to, as it stands in the address. */
export const useProperty = (): string => new URLSearchParams(useFilters()).get('property') ?? ''

/** Narrows a list to one property, above its rows. */
export const Narrowed = () => (
  <div className="list-narrowed">
    <PropertyFilter value={useProperty()} onChange={(number) => setFilters(number && new URLSearchParams({ property: number }).toString())} />
  </div>
)

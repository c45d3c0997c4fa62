import { Icon } from '../parts/icon.tsx'
import type { PropertyView } from '../ports.ts'
import type { Visit } from '../site.ts'

type Filter = { search?: string | undefined; state?: string | undefined; propertyId?: string | undefined }
type FilterFormProps = {
  visit: Visit
  /** What is searched, for who cannot see where the form stands. */
  label: string
  searchHint: string
  states: readonly { value: string; name: string }[]
  filter: Filter
  properties: PropertyView[]
}

/** Searches and narrows one of the two boxes; the property only where there are several. */
export const FilterForm = ({ visit: { tr }, label, searchHint, states, filter, properties }: FilterFormProps) => (
  <form method="get" class="filters" role="search" aria-label={label}>
    <div class="field">
      <label for="search">{tr.t('extranet.search')}</label>
      <input id="search" name="search" type="search" dir="auto" value={filter.search ?? ''} maxlength={200} placeholder={searchHint} />
    </div>
    <div class="field">
      <label for="state">{tr.t('extranet.show')}</label>
      <select id="state" name="state">
        <option value="">{tr.t('extranet.filterAll')}</option>
        {states.map(({ value, name }) => <option value={value} selected={filter.state === value}>{name}</option>)}
      </select>
    </div>
    {properties.length > 1 ? (
      <div class="field">
        <label for="property">{tr.t('contact.property')}</label>
        <select id="property" name="propertyId">
          <option value="">{tr.t('extranet.allProperties')}</option>
          {properties.map(({ id, name }) => <option value={id} selected={filter.propertyId === id}>{name}</option>)}
        </select>
      </div>
    ) : null}
    <button class="button secondary" type="submit"><Icon name="search" size={18} /> {tr.t('extranet.filter')}</button>
  </form>
)

import reports from './desk-reports.json' with { type: 'json' }
import lists from './desk-lists.json' with { type: 'json' }
import writing from './desk-writing.json' with { type: 'json' }
import hours from './desk-hours.json' with { type: 'json' }
import audit from './desk-audit.json' with { type: 'json' }
import leads from './desk-leads.json' with { type: 'json' }

/** What it says on the pages of leads and authors, which come when one is opened. */
export const texts = { ...reports, ...lists, ...writing, ...hours, ...audit, ...leads }

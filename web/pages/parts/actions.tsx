import type { ActionView } from '../ports.ts'
import type { Visit } from '../site.ts'
import { Icon } from './icon.tsx'

/** What one can do alone, at once: each a tap. */
export const Actions = ({ visit: { tr }, actions }: { visit: Visit; actions: ActionView[] }) =>
  actions.length === 0 ? null : (
    <section aria-labelledby="actions">
      <h2 id="actions">{tr.t('contact.doItNow')}</h2>
      <ul class="card-list">
        {actions.map((action) => (
          <li>
            <a class="card link action" href={action.href} {...(action.external ? { rel: 'noopener' } : {})}>
              <span class="name"><Icon name={action.external ? 'external' : 'action'} /> {action.name}</span><span class="hint">{action.hint}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )

import { Icon } from '../parts/icon.tsx'
import type { ThreadView } from '../ports.ts'
import type { Visit } from '../site.ts'

/** Whether the asker was helped, asked once somebody has answered; they may say otherwise later. */
export const Rating = ({ visit, thread: { state, rating } }: { visit: Visit; thread: ThreadView }) => {
  if (state !== 'answered' && state !== 'closed') return null
  const { tr } = visit
  const chosen = rating && (rating.good ? 'good' : 'bad')
  return (
    <form method="post" action={`${visit.c.req.path.replace(/\/$/, '')}/rate`} class="rating" id="rating" data-once>
      <fieldset>
        <legend>{tr.t('rating.question')}</legend>
        {(['good', 'bad'] as const).map((value) => (
          <label class="choice"><input type="radio" name="rating" value={value} required checked={chosen === value} /> <span>{tr.t(`rating.${value}`)}</span></label>
        ))}
      </fieldset>
      <label class="rating-why" for="why">{tr.t('rating.why')} <span class="meta">{tr.t('common.optional')}</span></label>
      <textarea id="why" name="why" rows={2} maxlength={1000} dir="auto">{rating?.why ?? ''}</textarea>
      <p class="actions">
        <button class="button secondary" type="submit">{tr.t(rating ? 'rating.change' : 'rating.send')}</button>
        {rating ? <span class="meta" role="status"><Icon name="check" size={18} /> {tr.t('rating.thanks')}</span> : null}
      </p>
    </form>
  )
}

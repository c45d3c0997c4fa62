import { EntryItem } from '../extranet/conversation.tsx'
import { RefusedFiles } from '../extranet/message.tsx'
import { describedBy, Field } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'
import { WayPage, type Way } from '../parts/way.tsx'
import type { ChatPort, ChatView } from '../chat-port.ts'
import type { Entry, RefusedFile } from '../ports.ts'
import type { Visit } from '../site.ts'
import { statusOf } from './status.ts'

export type ChatProps = {
  visit: Visit; way: Way; chat: ChatView; side: ChatPort['side']; clientId: string; typed: string
  error?: string | undefined; refused?: RefusedFile[]; leaveError?: string | undefined
}

/** A chat: whole without scripts, by sending and loading again; live with them. */
export const ChatPage = (props: ChatProps) => {
  const { visit, way, chat } = props
  const { tr } = visit
  return (
    <WayPage visit={visit} way={{ ...way, islands: ['chat.js'] }} title={`${tr.t('chat.title')} · ${chat.caseNumber}`}>
      <div class="chat" {...dataOf(props)}>
        <header class="chat-head">
          <h1>{chat.subtopic.name}</h1>
          <p class="line meta"><bdi class="case" dir="ltr">{chat.caseNumber}</bdi> {chat.propertyName ? <bdi>{chat.propertyName}</bdi> : null}</p>
          <p class={`chat-status is-${chat.standing.state}`} data-status><span class="dot" aria-hidden="true"></span> <span role="status">{statusOf(visit, chat.standing, chat.email)}</span></p>
          <p class="callout warn" data-cut hidden><Icon name="alert" size={18} /> {tr.t('chat.cut')}</p>
        </header>
        <ol class="thread" aria-label={tr.t('extranet.thread')} data-entries><Entries {...props} after={0} /></ol>
        <ol class="thread" data-pending></ol>
        <p class="near meta" data-near={`/api/v1/conversations/${chat.id}/near?side=${props.side}`} data-template={tr.t('live.writes', { name: '{name}' })} hidden></p>
        <Composer {...props} />
        <noscript><p><a class="button secondary" href={way.chat(chat.id)}>{tr.t('chat.reload')}</a></p></noscript>
        <Ways {...props} />
      </div>
    </WayPage>
  )
}

const dataOf = ({ visit: { tr }, way, chat, side }: ChatProps) => ({
  'data-chat': way.chat(chat.id), 'data-events': `/api/v1/conversations/${chat.id}/events?side=${side}`, 'data-state': chat.standing.state, 'data-read': String(chat.standing.readSeq), 'data-seen-seq': String(chat.seenSeq),
  'data-sending': tr.t('chat.state.sending'), 'data-sent': tr.t('chat.state.sent'), 'data-delivered': tr.t('chat.state.delivered'), 'data-seen': tr.t('chat.state.read'),
  'data-failed': tr.t('chat.state.failed'), 'data-expired': tr.t('chat.expired'), 'data-again': tr.t('signIn.signIn'),
})

/** What was said and happened after a place, as the thread shows it. */
export const Entries = ({ visit, chat, after }: Pick<ChatProps, 'visit' | 'chat'> & { after: number }) => (
  <>
    {chat.entries.filter(({ seq }) => seq > after).map((entry) => <EntryItem visit={visit} entry={shown(entry)} links={entry.author.side === 'staff' || !chat.linksOff} clock />)}
  </>
)

// That somebody has read it stands at the message; an automatic receipt says nothing to whoever is here.
const shown = (entry: Entry): Entry => (entry.kind === 'read' || entry.kind === 'received' ? { ...entry, kind: 'note' } : entry)

const Composer = ({ visit, way, chat, clientId, typed, error, refused = [] }: ChatProps) => {
  const { tr, site } = visit
  return (
    <form method="post" action={way.chat(chat.id)} enctype="multipart/form-data" class="chat-composer" id="composer">
      <input type="hidden" name="clientId" value={clientId} />
      <Field id="body" label={tr.t('chat.say')} error={error}>
        <textarea id="body" name="body" rows={2} dir="auto" enterkeyhint="send" {...describedBy('body', { error })}>{typed}</textarea>
      </Field>
      <RefusedFiles visit={visit} refused={refused} />
      <div class="chat-actions">
        <label class="chat-file"><Icon name="file" size={18} /> <span>{tr.t('contact.files')}</span> <input id="files" name="files" type="file" multiple accept={site.acceptedFiles.map((extension) => `.${extension}`).join(',')} /></label>
        <button class="button" type="submit"><Icon name="send" size={18} /> {tr.t('chat.send')}</button>
      </div>
    </form>
  )
}

/** Leaving and coming back; what it is called when it is over. */
const Ways = ({ visit, way, chat, side, leaveError }: ChatProps) => {
  const { tr } = visit
  const { state, open } = chat.standing
  const asks = side === 'visit' && chat.email === null
  return (
    <div class="chat-ways" data-ways>
      {state === 'left' && open ? <form method="post" action={way.chat(chat.id, 'back')}><button class="button" type="submit"><Icon name="chat" size={18} /> {tr.t('chat.back')}</button></form> : null}
      {state === 'left' && !open ? <p class="meta">{tr.t('chat.nobody')}</p> : null}
      {state === 'waiting' || state === 'live' ? (
        <details open={leaveError !== undefined}>
          <summary>{tr.t('chat.leave')}</summary>
          <form method="post" action={way.chat(chat.id, 'leave')} class="card" novalidate>
            <fieldset>
              <legend>{tr.t('chat.leaveText')}</legend>
              <label class="radio"><input type="radio" name="goesOn" value="message" checked={!chat.email} /><span>{tr.t('chat.asMessage')}</span></label>
              <label class="radio"><input type="radio" name="goesOn" value="email" checked={Boolean(chat.email)} /><span>{chat.email ? tr.t('chat.asEmailTo', { email: chat.email }) : tr.t('chat.asEmail')}</span></label>
            </fieldset>
            {asks ? (
              <Field id="leave-email" label={tr.t('guestContact.email')} error={leaveError}>
                <input id="leave-email" name="email" type="email" dir="ltr" inputmode="email" autocomplete="email" maxlength={254} {...describedBy('leave-email', { error: leaveError })} />
              </Field>
            ) : null}
            <p class="actions"><button class="button secondary" type="submit">{tr.t('chat.leave')}</button></p>
          </form>
        </details>
      ) : null}
      {chat.state === 'answered' && state !== 'ended' ? (
        <form method="post" action={way.chat(chat.id, 'end')} class="agree"><button class="button secondary" type="submit"><Icon name="check" size={18} /> {tr.t('extranet.solved')}</button></form>
      ) : null}
    </div>
  )
}

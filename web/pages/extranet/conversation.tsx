import { describedBy, Field } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'
import type { Entry, RefusedFile, ThreadView } from '../ports.ts'
import type { Visit } from '../site.ts'
import { WayPage, type Way } from '../parts/way.tsx'
import { StateChip } from './frame.tsx'
import { Rating } from './rating.tsx'
import { RefusedFiles } from './message.tsx'
import { FormattedWords, Words } from './words.tsx'

export type ConversationProps = { visit: Visit; way: Way; thread: ThreadView; clientId: string; error: string | undefined; refused: RefusedFile[]; kept: boolean }

/** One conversation with staff: what was said, where it stands, and the next word. */
export const ConversationPage = (props: ConversationProps) => {
  const { visit, way, thread } = props
  const { tr } = visit
  return (
    <WayPage visit={visit} way={way} title={`${thread.subtopic.name} · ${thread.caseNumber}`}>
      <div data-live={`conversation:${thread.id}`} data-events={way.events?.(thread.id)} id="thread">
        <header class="conversation-head">
          <h1>{thread.subtopic.name}</h1>
          <p class="line meta">
            <StateChip visit={visit} state={thread.state} /> <bdi class="case" dir="ltr">{thread.caseNumber}</bdi> <span>{thread.topic.name}</span>
            {thread.propertyName ? <bdi>{thread.propertyName}</bdi> : null}
            {thread.confirmationNumber ? <bdi class="case" dir="ltr">{thread.confirmationNumber}</bdi> : null}
          </p>
          <PromiseLine {...props} />
        </header>
        <ol class="thread" aria-label={tr.t('extranet.thread')}>{thread.entries.map((entry) => <EntryItem visit={visit} entry={entry} links={entry.author.side === 'staff' || !thread.linksOff} />)}</ol>
        {thread.linksOff ? <p class="callout">{tr.t('rating.linksOff')}</p> : null}
        {thread.mailLost ? <p class="callout warn" role="note">{tr.t('mail.lost')}</p> : null}
        {thread.closing ? <p class="callout">{tr.t('extranet.closesUnless', { when: tr.dateTime(thread.closing.at) })}</p> : null}
      </div>
      <p class="near meta" data-near={`/api/v1/conversations/${thread.id}/near?side=${way.events ? 'guest' : 'partner'}`} data-template={tr.t('live.writes', { name: '{name}' })} hidden></p>
      {thread.channel === 'chat' && thread.state !== 'closed' ? <p class="actions"><a class="button secondary" href={way.chat(thread.id)}><Icon name="chat" size={18} /> {tr.t('chat.back')}</a></p> : null}
      <Rating {...props} />
      <ReplyForm {...props} />
      {thread.state === 'answered' ? (
        <form method="post" action={`${visit.c.req.path.replace(/\/$/, '')}/close`} class="agree">
          <button class="button secondary" type="submit"><Icon name="check" size={18} /> {tr.t('extranet.solved')}</button>
        </form>
      ) : null}
    </WayPage>
  )
}

const PromiseLine = ({ visit: { tr, now }, thread: { promise, state } }: ConversationProps) => {
  if (!promise || promise.kept || state === 'closed') return null
  if (promise.waitsForAsker) return <p class="promise"><Icon name="clock" size={18} /> {tr.t('clock.waits')}</p>
  if (state === 'answered') return null
  const late = new Date(promise.dueAt) < now
  return (
    <p class={late ? 'promise late' : 'promise'}>
      <Icon name="clock" size={18} /> {tr.t(late ? 'extranet.promiseLate' : 'extranet.promise', { when: tr.dateTime(promise.dueAt) })}
    </p>
  )
}

type EntryProps = { visit: Visit; entry: Entry; links: boolean; /** Times by the clock, where the page stays open while they pass. */ clock?: boolean }

export const EntryItem = ({ visit, entry, links, clock = false }: EntryProps) => {
  const { tr, brand, now } = visit
  const at = new Date(entry.at)
  if (entry.body === null) {
    const text = quietLine(visit, entry)
    return text ? <li class="quiet" id={`e${entry.seq}`}><span>{text}</span> <time datetime={entry.at} title={tr.dateTime(at, 'full')}>{clock ? tr.time(at) : tr.dateTime(at, 'medium')}</time></li> : null
  }
  return (
    <li class={`entry ${entry.author.side}`} id={`e${entry.seq}`}>
      <p class="by"><strong>{entry.author.side === 'staff' ? tr.t('extranet.byStaff', { name: entry.author.name, brand: brand.name }) : <bdi>{entry.author.name}</bdi>}</strong>{' '}
        <time datetime={entry.at} title={tr.dateTime(at, 'full')}>{clock ? tr.time(at) : tr.relative(at, now)}</time></p>
      {entry.kind === 'reply' ? <FormattedWords text={entry.body} /> : <Words text={entry.body} links={links} />}
      {entry.attachments.length === 0 ? null : (
        <ul class="files">{entry.attachments.map((file) => <li><Icon name="file" size={18} /> {file.check ? <bdi>{file.name}</bdi> : <a href={file.path}><bdi>{file.name}</bdi></a>} <span class="meta">{tr.bytes(file.byteSize)}{file.check ? ` · ${tr.t(`file.${file.check}`)}` : ''}</span></li>)}</ul>
      )}
    </li>
  )
}

const moveReasons = { 'more-than-usual': 'extranet.moveReason.more-than-usual', 'topic-changed': 'clock.moveReason.topic-changed' } as const

// What became of a call, in its own words.
const callLine = (tr: Visit['tr'], name: string, data: Entry['data']): string | null => {
  const event = callEvents.find((known) => known === data.event)
  const outcome = callOutcomes.find((known) => known === data.outcome)
  const when = (value: unknown) => (typeof value === 'string' ? tr.dateTime(value, 'weekday') : 'none')
  return event ? tr.t(`phone.quiet.${event}`, { name, outcome: outcome ? tr.t(`phone.outcome.${outcome}`) : 'none', when: when(data.at), again: when(data.again) }) : null
}

const callEvents = ['waiting', 'answered', 'spoken', 'left', 'dropped', 'call-back', 'calling', 'not-reached', 'voicemail'] as const
const callOutcomes = ['solved', 'answered', 'follow-up', 'not-reached', 'dropped'] as const

const chatEvents = ['joined', 'handed-over', 'waits-again', 'left', 'lost', 'back'] as const

// Who came and went in a chat.
const chatLine = (tr: Visit['tr'], data: Entry['data']): string | null => {
  const event = chatEvents.find((known) => known === data.event)
  return event ? tr.t(`chat.event.${event}`, { name: String(data.name ?? ''), before: String(data.before ?? '') }) : null
}

const quietLine = ({ tr }: Visit, { kind, data, author }: Entry): string | null => {
  const date = (value: unknown) => (typeof value === 'string' ? tr.dateTime(value) : '')
  switch (kind) {
    case 'received': return tr.t('extranet.quiet.received')
    case 'read': return tr.t('extranet.quiet.read')
    case 'closed': return tr.t('extranet.quiet.closed', { outcome: tr.t(`extranet.outcome.${outcomeKey(data.outcome)}`) })
    case 'call': return callLine(tr, author.name, data)
    case 'chat': return chatLine(tr, data)
    case 'reopened': return tr.t('extranet.quiet.reopened')
    case 'announced': return tr.t('extranet.quiet.announced', { when: date(data.closesAt) })
    case 'promise-moved': {
      const reason = moveReasons[String(data.reason) as keyof typeof moveReasons]
      return tr.t('extranet.quiet.moved', { from: date(data.from), to: date(data.to), reason: reason ? tr.t(reason) : String(data.reason) })
    }
    default: return null
  }
}

const outcomes = ['solved', 'answered', 'not-possible', 'duplicate', 'no-reply'] as const
const outcomeKey = (outcome: unknown) => outcomes.find((known) => known === outcome) ?? 'answered'

const ReplyForm = ({ visit, thread, clientId, error, refused, kept }: ConversationProps) => {
  const { tr, site } = visit
  return (
    <form method="post" enctype="multipart/form-data" class="message-form reply" id="reply" data-draft={`${visit.c.req.path}/draft`} data-once data-outbox="reply" data-about={thread.id} data-title={thread.subtopic.name}>
      <h2>{tr.t(thread.state === 'closed' ? 'extranet.writeReopens' : 'extranet.writeAgain')}</h2>
      {kept ? <p class="callout ok" role="status"><Icon name="check" size={18} /> {tr.t('contact.draftKept')}</p> : null}
      <input type="hidden" name="clientId" value={clientId} />
      <Field id="body" label={tr.t('contact.body')} error={error}>
        <textarea id="body" name="body" rows={5} required dir="auto" {...describedBy('body', { error })}>{thread.draft.body}</textarea>
      </Field>
      <RefusedFiles visit={visit} refused={refused} />
      {thread.draft.files.length === 0 ? null : <ul class="files" data-draft-files>{thread.draft.files.map((file) => <li><Icon name="file" size={18} /> <bdi>{file.name}</bdi> <span class="meta">{tr.bytes(file.byteSize)}</span></li>)}</ul>}
      <Field id="files" label={tr.t('contact.files')} optional={tr.t('common.optional')}>
        <input id="files" name="files" type="file" multiple accept={site.acceptedFiles.map((extension) => `.${extension}`).join(',')} />
      </Field>
      <p class="actions"><button class="button" type="submit"><Icon name="send" size={18} /> {tr.t('contact.sendMessage')}</button> <span class="meta" data-saved role="status"></span></p>
    </form>
  )
}

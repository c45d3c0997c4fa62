import type { LettersView, LetterView } from '../guest-port.ts'
import type { Visit } from '../site.ts'
import { systemText } from '#web/locales'
import { Icon } from './icon.tsx'
import { LinksOff } from './links-off.tsx'

type Props = { visit: Visit; thread: LettersView; reader: 'guest' | 'property' }

/** What guest and property have said, the oldest first; names, never addresses. */
export const Letters = ({ visit, thread, reader }: Props) => (
  <ol class="letters">
    {thread.letters.map((letter) => <LetterItem visit={visit} thread={thread} letter={letter} reader={reader} />)}
  </ol>
)

const LetterItem = ({ visit, thread, letter, reader }: Props & { letter: LetterView }) => {
  const { tr, now } = visit
  const isMine = letter.side === reader
  const isLastOfMine = isMine && thread.letters.findLast(({ side }) => side === reader)?.seq === letter.seq
  return (
    <li id={`letter-${letter.seq}`} class={letter.side === 'platform' ? 'letter told' : isMine ? 'letter mine' : 'letter'}>
      <p class="meta">
        <strong dir="auto">{letter.side === 'platform' ? visit.brand.name : isMine ? tr.t('letters.you') : letter.authorName}</strong>{' '}
        <time datetime={letter.at.toISOString()} title={tr.dateTime(letter.at, 'zoned')}>{tr.relative(letter.at, now)}</time>
      </p>
      {letter.kind === 'request' ? <p class="kind">{tr.t('letters.request')}</p> : null}
      {letter.kind === 'free-cancellation' ? <p class="kind">{tr.t('letters.free')}</p> : null}
      {saidBySystem(letter) ? <p>{systemText(tr, thread.currency, letter)}</p> : <p class="body" dir="auto">{letter.body}</p>}
      {letter.files.length === 0 ? null : (
        <ul class="files">{letter.files.map((file) => <li><Icon name="file" size={18} /> {file.check ? <bdi>{file.name}</bdi> : <a href={file.path}><bdi>{file.name}</bdi></a>} <span class="meta">{tr.bytes(file.byteSize)}{file.check ? ` · ${tr.t(`file.${file.check}`)}` : ''}</span></li>)}</ul>
      )}
      {letter.linksOff ? <LinksOff visit={visit} door={reader === 'guest' ? 'guest' : 'partner'} /> : null}
      {isLastOfMine && thread.otherReadSeq >= letter.seq ? <p class="meta">{tr.t('letters.read')}</p> : null}
    </li>
  )
}

const saidBySystem = ({ kind }: LetterView) => kind === 'told' || kind === 'answer' || kind === 'withdrawn'

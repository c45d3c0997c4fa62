import { languageOf } from '../help/lists.tsx'
import { Actions } from '../parts/actions.tsx'
import { Icon } from '../parts/icon.tsx'
import { NoticeLines, Notices } from '../parts/notices.tsx'
import type { AnswersView, MayContact, NoticeView, SearchView, TopicView } from '../ports.ts'
import type { Visit } from '../site.ts'
import { WayPage, type Way } from '../parts/way.tsx'
import { Carried } from '../parts/wrong-door.tsx'
import { contactPath, contactTrail, ExtranetPage } from './frame.tsx'
import { SearchInFlow } from './search-answers.tsx'

type TopicsProps = { visit: Visit; topics: TopicView[]; may: MayContact; notices: NoticeView[]; found: SearchView | null; /** A text has come along from the other door. */ carried: boolean }

/** Step one: the topic. */
export const TopicsPage = ({ visit, topics, may, notices, found, carried }: TopicsProps) => {
  const { tr } = visit
  return (
    <ExtranetPage visit={visit} title={tr.t('contact.chooseTopic')} trail={contactTrail(visit)} search="own">
      <h1>{tr.t('contact.chooseTopic')}</h1>
      <p class="lead">{tr.t('contact.chooseTopicLead')}</p>
      {carried ? <Carried visit={visit} /> : null}
      {may.may ? null : <MissingRight visit={visit} may={may} />}
      <NoticeLines visit={visit} notices={notices} />
      <SearchInFlow visit={visit} door="partner" found={found} />
      <h2 class="step">{tr.t('contact.topic')}</h2>
      <ul class="card-list">
        {topics.map((topic) => (
          <li><a class="card link" href={contactPath(visit, topic.key)}><span class="name">{topic.name}</span><span class="hint">{topic.scope}</span></a></li>
        ))}
      </ul>
    </ExtranetPage>
  )
}

/** Step two: what it is about within the topic. */
export const SubtopicsPage = ({ visit, way, topic }: { visit: Visit; way: Way; topic: TopicView }) => {
  const { tr } = visit
  return (
    <WayPage visit={visit} way={way} title={topic.name} steps={[{ name: tr.t('contact.topics'), href: way.path() }]}>
      <h1>{topic.name}</h1>
      <p class="lead">{topic.scope}</p>
      <h2 class="step">{tr.t('contact.subtopic')}</h2>
      <ul class="choices">
        {topic.subtopics.map((subtopic) => (
          <li><a href={way.path(topic.key, subtopic.key)}>{subtopic.name}<Icon name="next" size={18} /></a></li>
        ))}
      </ul>
    </WayPage>
  )
}

type AnswersProps = { visit: Visit; way: Way; answers: AnswersView; found: SearchView | null }

/** Step three: what solves it without a contact. The way on is always there. */
export const AnswersPage = ({ visit, way, answers, found }: AnswersProps) => {
  const { tr } = visit
  const { topic, subtopic, notices, actions, articles } = answers
  const nothing = notices.length + actions.length + articles.length === 0
  // An article that is read from here and ends the way is a contact avoided; guests are not known, so nothing is counted of them.
  const led = (href: string) => (way.door === 'guest' ? href : `${href}${href.includes('?') ? '&' : '?'}from=${topic.key}/${subtopic.key}`)
  return (
    <WayPage visit={visit} way={way} title={subtopic.name} steps={[{ name: tr.t('contact.topics'), href: way.path() }, { name: topic.name, href: way.path(topic.key) }]} search="own">
      <h1>{subtopic.name}</h1>
      <p class="lead">{tr.t(nothing ? 'contact.noAnswersLead' : 'contact.answersLead')}</p>
      <Notices visit={visit} notices={notices} />
      <Actions visit={visit} actions={actions} />
      {articles.length === 0 ? null : (
        <section aria-labelledby="articles">
          <h2 id="articles">{tr.t('contact.articles')}</h2>
          <ul class="answers">
            {articles.map((article) => (
              <li>
                <a href={led(article.path)}><Icon name="article" /> <span {...languageOf(article)}>{article.title}</span></a>
                <p><span {...languageOf(article)}>{article.summary}</span></p>
                {article.translated ? null : <p class="meta">{tr.t('contact.notTranslated')}</p>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {way.bare ? null : <SearchInFlow visit={visit} door={way.door} found={found && { ...found, results: found.results.map((result) => ({ ...result, href: led(result.href) })) }} />}
      <section class="onward">
        <h2>{tr.t('contact.notSolved')}</h2>
        <p><a class="button" href={way.path(topic.key, subtopic.key, 'options')}>{tr.t('contact.seeAllOptions')}</a></p>
      </section>
    </WayPage>
  )
}

/** Who in the organisation may do what this person may not (R19). */
export const MissingRight = ({ visit: { tr }, may }: { visit: Visit; may: Extract<MayContact, { may: false }> }) => (
  <div class="callout warn" role="note">
    <p><strong>{tr.t(`contact.missingRight.${rightKey(may.missing)}`)}</strong></p>
    <p>{may.heldBy.length > 0 ? tr.t('contact.rightHeldBy', { names: tr.list(may.heldBy) }) : tr.t('contact.rightHeldByNobody')}</p>
  </div>
)

const rightKey = (right: string) => (right === 'finance-cases' || right === 'end-contract' ? right : 'contact-support')

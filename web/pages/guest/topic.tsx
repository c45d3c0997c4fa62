import { GuestOtherwise } from '../help/ways.tsx'
import { ArticleAnswers } from '../help/lists.tsx'
import { Actions } from '../parts/actions.tsx'
import { Icon } from '../parts/icon.tsx'
import { inEveryLanguage, Page } from '../parts/layout.tsx'
import { Notices } from '../parts/notices.tsx'
import { listOfPages } from '../parts/structured.ts'
import type { AnswersView, Named, TopicView } from '../ports.ts'
import type { Visit } from '../site.ts'

/** What exactly it is about. */
export const GuestTopicPage = ({ visit, topic }: { visit: Visit; topic: TopicView }) => {
  const { tr, locale } = visit
  return (
    <Page visit={visit} title={topic.name} door="guest" indexed={{ description: topic.scope, languages: inEveryLanguage(visit), structured: [] }} trail={[guestHome(visit)]}>
      <h1>{topic.name}</h1>
      <p class="lead">{topic.scope}</p>
      <InDanger visit={visit} topic={topic} />
      <nav class="part" aria-labelledby="choose">
        <h2 id="choose">{tr.t('help.guestChoose')}</h2>
        <ul class="choices">
          {topic.subtopics.map(({ key, name }) => (
            <li><a href={`/${locale}/guest/${topic.key}/${key}`}>{name}<Icon name="next" size={18} /></a></li>
          ))}
        </ul>
      </nav>
    </Page>
  )
}

/** What one can do alone about one subtopic, what answers it, and what to do when nothing does. */
export const GuestAnswersPage = ({ visit, answers }: { visit: Visit; answers: AnswersView }) => {
  const { tr, locale } = visit
  const { topic, subtopic, articles, notices, actions } = answers
  const trail = [guestHome(visit), { name: topic.name, href: `/${locale}/guest/${topic.key}` }]
  const indexed = { description: `${topic.name}: ${subtopic.name}`, languages: inEveryLanguage(visit), structured: listOfPages(visit.site.origin(visit.c), articles) }
  return (
    <Page visit={visit} title={subtopic.name} door="guest" indexed={indexed} trail={trail}>
      <h1>{subtopic.name}</h1>
      <InDanger visit={visit} topic={topic} />
      <Notices visit={visit} notices={notices} />
      <Actions visit={visit} actions={actions} />
      {articles.length > 0 ? (
        <section aria-labelledby="answers">
          <h2 id="answers">{tr.t('help.guestAnswersHere')}</h2>
          <ArticleAnswers visit={visit} articles={articles} />
        </section>
      ) : actions.length > 0 ? null : <p>{tr.t('help.nothingWritten')}</p>}
      <div class="ways">
        <GuestOtherwise visit={visit} at={[topic.key, subtopic.key, 'options']} />
      </div>
    </Page>
  )
}

const guestHome = ({ tr, locale }: Visit) => ({ name: tr.t('help.guestTitle'), href: `/${locale}/guest` })

const InDanger = ({ visit, topic }: { visit: Visit; topic: Named }) =>
  topic.key === 'safety' ? <p class="callout warn in-danger"><Icon name="alert" /> <span>{visit.tr.t('help.inDanger')}</span></p> : null

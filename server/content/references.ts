import { articlesLinked, namesIn, pagePath, pagesLinked, type Article } from '#articles'
import { valueNames } from '#casework'
import type { Tree } from '#topics'
import type { Content } from './content.ts'
import { danglingInDemo } from './demo/references.ts'
import { missing, type Known } from './known.ts'
import type { Problem } from './problems.ts'
import { brandWordNames } from './words.ts'

/** Every place that names something which is not there. */
export const danglingReferences = (content: Content): Problem[] => {
  const known = knownIn(content)
  return [
    ...content.trees.flatMap((tree) => inTree(tree, known)),
    ...content.teams.flatMap((team) => inTeam(team, known)),
    ...content.articles.flatMap((article) => inArticle(article, known)),
    ...content.savedReplies.flatMap((file) => inSavedReplies(file, known)),
    ...content.featured.flatMap((featured) => missing([featured.article], doorsArticles(content, featured.door), { file: 'featured.yaml', path: featured.door })),
    ...content.notices.flatMap(({ key, door, topics }) => missing(topics, known.topics[door], { file: 'notices.yaml', path: `[${key}].topics` })),
    ...content.lines.flatMap(({ key, calendar }) => missing([calendar], known.calendars, { file: 'phone-lines.yaml', path: `[${key}].calendar` })),
    ...missing(content.brand.settings.chatCalendar === null ? [] : [content.brand.settings.chatCalendar], known.calendars, { file: 'brand.yaml', path: 'settings.chatCalendar' }),
    ...(content.demo ? danglingInDemo(content.demo, known) : []),
  ]
}

const knownIn = (content: Content): Known => ({
  teams: keysOf(content.teams),
  actions: keysOf(content.actions),
  calendars: keysOf(content.calendars),
  articles: keysOf(content.articles),
  words: new Set([...Object.keys(content.settings), ...brandWordNames]),
  topics: { partner: topicsOf(content.trees, 'partner'), guest: topicsOf(content.trees, 'guest') },
})

const doorsArticles = ({ articles }: Content, door: Tree['door']) => keysOf(articles.filter((article) => article.door === door))

const keysOf = (all: readonly { key: string }[]) => new Set(all.map(({ key }) => key))

const topicsOf = (trees: readonly Tree[], door: Tree['door']) =>
  new Set(
    trees
      .filter((tree) => tree.door === door)
      .flatMap((tree) => tree.topics)
      .flatMap((topic) => [topic.key, ...topic.subtopics.map((subtopic) => `${topic.key}/${subtopic.key}`)]),
  )

const inTree = ({ door, topics }: Tree, known: Known): Problem[] => {
  const file = `topics/${door}.yaml`
  return topics.flatMap((topic) => [
    ...missing([topic.team], known.teams, { file, path: `topics[${topic.key}].team` }),
    ...topic.subtopics.flatMap(({ key, rules }) => {
      const path = `topics[${topic.key}].subtopics[${key}]`
      return [
        ...missing([rules.team], known.teams, { file, path: `${path}.team` }),
        ...missing(rules.articles, known.articles, { file, path: `${path}.articles` }),
        ...missing(rules.actions, known.actions, { file, path: `${path}.actions` }),
        ...missing('calendar' in rules.promise && rules.promise.calendar ? [rules.promise.calendar] : [], known.calendars, { file, path: `${path}.promise.calendar` }),
      ]
    }),
  ])
}

const inTeam = ({ key, topics }: Content['teams'][number], known: Known): Problem[] => {
  const all = new Set(Object.entries(known.topics).flatMap(([door, keys]) => [...keys].map((topic) => `${door}/${topic}`)))
  return missing(topics, all, { file: 'teams.yaml', path: `[${key}].topics` })
}

const inSavedReplies = ({ door, replies }: Content['savedReplies'][number], known: Known): Problem[] => {
  const file = `saved-replies/${door}.yaml`
  const words = new Set([...known.words, ...valueNames])
  return replies.flatMap(({ key, topics, bodies, actions }) => [
    ...missing(topics, known.topics[door], { file, path: `[${key}].topics` }),
    ...missing(Object.values(bodies).flatMap(namesIn), words, { file, path: `[${key}].bodies` }),
    ...missing(actions.flatMap((action) => (action.do === 'topic' ? [`${action.topic}/${action.subtopic}`] : [])), known.topics[door], { file, path: `[${key}].actions` }),
    ...('en' in bodies || (Object.keys(bodies).length === 0 && actions.length > 0) ? [] : [{ file, path: `[${key}].bodies`, message: 'there is no English text' }]),
  ])
}

const inArticle = ({ key, door, category, topics, related, owner, translations }: Article, known: Known): Problem[] => {
  const file = `articles/${key}`
  return [
    ...missing([category], known.topics[door], { file, path: 'category' }),
    ...missing(topics, known.topics[door], { file, path: 'topics' }),
    ...missing(related, known.articles, { file, path: 'related' }),
    ...missing([owner], known.teams, { file, path: 'owner' }),
    ...Object.entries(translations).flatMap(([locale, { title, summary, body }]) => [
      ...missing(articlesLinked(body), known.articles, { file: `${file}/${locale}.md`, path: 'links' }),
      ...missing(namesIn([title, summary, body].join('\n')), known.words, { file: `${file}/${locale}.md`, path: 'words' }),
      ...deadPages(body, `${file}/${locale}.md`, known),
    ]),
  ]
}

const deadPages = (body: string, file: string, known: Known): Problem[] =>
  pagesLinked(body)
    .filter((page) => !leadsSomewhere(page, known))
    .map((page) => ({ file, path: 'links', message: `there is no page ${page}` }))

const leadsSomewhere = (page: string, known: Known) => {
  const [, topic] = /^contact\/(.+)$/.exec(page) ?? []
  return pagePath('en', page) !== null && (topic === undefined || known.topics.partner.has(topic))
}

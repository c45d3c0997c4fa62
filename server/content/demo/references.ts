import { missing, type Known } from '../known.ts'
import type { Problem } from '../problems.ts'
import type { Demo } from './read-demo.ts'

/** Every place of the demo world that names something which is not there. */
export const danglingInDemo = (demo: Demo, known: Known): Problem[] => {
  const users = new Set(demo.partners.flatMap((partner) => partner.users.map((user) => user.key)))
  const agents = new Set(demo.staff.map(({ key }) => key))
  const properties = new Set(demo.properties.map(({ key }) => key))
  const at = (file: string, path: string) => ({ file: `demo/${file}.yaml`, path })
  return [
    ...demo.properties.flatMap(({ key, partner }) =>
      missing([partner], new Set(demo.partners.map((each) => each.key)), at('properties', `[${key}].partner`)),
    ),
    ...demo.staff.flatMap(({ key, teams }) => missing(teams, known.teams, at('staff', `[${key}].teams`))),
    ...inReservations(demo, properties),
    ...inFeedback(demo, { users, known }),
    ...missing([demo.mails.held.under, ...demo.mails.answers.map(({ to }) => to)], users, at('mails', 'under, to')),
    ...demo.conversations.flatMap(({ key, by, property, reservation, topic, subtopic, entries }) => [
      ...missing([by], users, at('conversations', `[${key}].by`)),
      ...missing([property], properties, at('conversations', `[${key}].property`)),
      ...missing([`${topic}/${subtopic}`], known.topics.partner, at('conversations', `[${key}].subtopic`)),
      ...missing(reservation ? [reservation] : [], numbersOf(demo), at('conversations', `[${key}].reservation`)),
      ...missing(entries.map((entry) => entry.by), new Set([...users, ...agents]), at('conversations', `[${key}].entries`)),
    ]),
  ]
}

const inFeedback = ({ feedback: { votes, saves, reads } }: Demo, { users, known }: { users: ReadonlySet<string>; known: Known }): Problem[] => {
  const at = (path: string) => ({ file: 'demo/feedback.yaml', path })
  return [
    ...missing(votes.map(({ article }) => article), known.articles, at('votes')),
    ...saves.flatMap(({ by, articles }) => [...missing([by], users, at('saves')), ...missing(articles, known.articles, at(`saves[${by}]`))]),
    ...reads.flatMap(({ by, article, from }) => [
      ...missing([by], users, at('reads')), ...missing([article], known.articles, at(`reads[${by}]`)),
      ...missing(from ? [from] : [], known.topics.partner, at(`reads[${by}].from`)),
    ]),
  ]
}

const numbersOf = ({ reservations }: Demo) => new Set(reservations.fixed.map((fixed) => fixed.confirmationNumber))

const inReservations = ({ reservations }: Demo, properties: ReadonlySet<string>): Problem[] => {
  const file = 'demo/reservations.yaml'
  const policies = new Set(reservations.policies.map(({ key }) => key))
  const languages = reservations.languages.map(({ value }) => value)
  return [
    ...missing(languages, new Set(Object.keys(reservations.names)), { file, path: 'names' }),
    ...missing(reservations.properties.map(({ key }) => key), properties, { file, path: 'properties' }),
    ...reservations.fixed.flatMap(({ confirmationNumber, property, policy }) => [
      ...missing([property], properties, { file, path: `fixed[${confirmationNumber}].property` }),
      ...missing([policy], policies, { file, path: `fixed[${confirmationNumber}].policy` }),
    ]),
  ]
}

import type { Decision, Why } from '#contract/queue'
import type { Translate } from '../words/texts.ts'

type Words = { t: Translate; language: (code: string) => string }

/** What was decided, as a sentence: "Lukas took it as the next". */
export const decisionInWords = ({ t }: Words, { kind, agent, by }: Decision): string => t(`decision.${kind}`, { agent: agent ?? '', by: by ?? '' })

/** Why, as a sentence fragment. */
export const whyInWords = ({ t, language }: Words, why: Why): string => {
  switch (why.kind) {
    case 'nobody-speaks':
      return t(`decisionWhy.${why.to}`, { language: language(why.language), n: why.afterMinutes })
    case 'nobody-in-team':
      return t('decisionWhy.team', { n: why.afterMinutes })
    case 'lane':
      return t('decisionWhy.lane', { from: t(`lane.${why.from}`), to: t(`lane.${why.to}`) })
    case 'left':
      return t(`decisionWhy.${why.how}`)
    case 'no-answer':
      return t('decisionWhy.no-answer', { n: why.seconds })
    case 'ordinary-share':
      return t('decisionWhy.ordinary-share', { every: why.every })
    case 'least-busy':
      return t('decisionWhy.least-busy', { has: why.has, of: why.of })
    case 'to-person':
      return t('decisionWhy.to-person', { name: why.name })
    default:
      return t(`decisionWhy.${why.kind}`)
  }
}

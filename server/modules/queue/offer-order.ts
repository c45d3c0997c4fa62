import type { PassedOver, Why } from '#contract/queue'
import { fitOf, type Hands, type Head, type Rules } from './choose.ts'
import type { Skills } from './skills.ts'

/** Somebody who may be asked: `has` of `capacity` are taken, and since when they have had nothing new. */
export type Candidate = { id: string; skills: Skills; hands: Hands; has: number; capacity: number; idleSince: number }
export type Match = { head: Head; agentId: string; because: Why[]; passed: PassedOver[] }

/**
 * Pure: the first in the queue whom somebody can be asked to take, and who is asked: the least busy of those who can, then
 * whoever has had nothing new for longest. `asked` says who was asked about it before; nobody is asked twice.
 */
export const matchOffer = (heads: readonly Head[], candidates: readonly Candidate[], { rules, asked }: { rules: Rules; asked: (head: Head, agentId: string) => boolean }): Match | null => {
  const passed: PassedOver[] = []
  for (const head of heads) {
    const able = candidates.flatMap((candidate) => {
      const fitting = fitOf(candidate.skills, head, rules)
      return fitting.fits && candidate.hands[head.work] && !asked(head, candidate.id) ? [{ candidate, because: fitting.because }] : []
    })
    const best = able.toSorted((a, b) => busyness(a.candidate) - busyness(b.candidate) || a.candidate.idleSince - b.candidate.idleSince || a.candidate.id.localeCompare(b.candidate.id))[0]
    if (best) {
      const { id, has, capacity } = best.candidate
      return { head, agentId: id, because: [...best.because, { kind: 'due-first', lane: head.lane }, { kind: 'least-busy', has, of: capacity }], passed }
    }
    passed.push({ conversationId: head.conversationId, lane: head.lane, why: whyNobody(head, candidates, { rules, asked }) })
  }
  return null
}

const busyness = ({ has, capacity }: Candidate) => has / Math.max(1, capacity)

const whyNobody = (head: Head, candidates: readonly Candidate[], { rules, asked }: { rules: Rules; asked: (head: Head, agentId: string) => boolean }): PassedOver['why'] => {
  const fitting = candidates.filter(({ skills }) => fitOf(skills, head, rules).fits)
  if (fitting.length === 0) return 'language'
  return fitting.every(({ id }) => asked(head, id)) ? 'asked' : 'hands'
}

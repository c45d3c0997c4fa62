import type { Child } from 'hono/jsx'
import { Page, type PageProps } from './layout.tsx'

type Step = { name: string; href: string }

/** One door's way to a person: where its steps are and how its pages are framed. */
export type Way = {
  door: 'partner' | 'guest'
  islands: readonly string[]
  /** The address of a step of the way. */
  path(...parts: string[]): string
  /** The steps that lead to a page, before those given. */
  trail(...steps: Step[]): Step[]
  /** A chat's page, and what is done there. */
  chat(id: string, ...parts: string[]): string
  /** Shown in a frame on another page: the page's own header and footer stay away. */
  bare?: boolean
  /** Where a conversation's page hears of news, when not by the door's own feed. */
  events?(conversationId: string): string
  /** The same step on the door's own pages, for what the way itself does not have. */
  outside?(...parts: string[]): string
  /** Another frame than that of the visitors' pages. */
  frame?(page: Framed): Child
}

type Framed = Omit<PageProps, 'door' | 'trail' | 'islands'> & { children: Child; steps?: Step[] }

export const WayPage = ({ way, steps = [], ...page }: Framed & { way: Way }) => (
  way.frame ? <>{way.frame({ ...page, steps })}</> : <Page {...page} door={way.door} islands={way.islands} trail={way.trail(...steps)} bare={way.bare ?? false} />
)

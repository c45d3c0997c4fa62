import { storeOf } from '../asking/store.ts'

const store = storeOf('localStorage')

/** What the frame keeps between pages, in the part of the browser's store that belongs to it and the page around it. */
export type Kept = { /** The session, and whom the page around vouched for in it; null: for nobody. */ token: string | null; person: string | null; /** Until when it is believed to last, and not asked for anew. */ until: number; /** Where their chat is. */ chat: string | null }

const nothing: Kept = { token: null, person: null, until: 0, chat: null }

export const memoryOf = (key: string) => {
  const read = (): Kept => {
    try {
      return { ...nothing, ...(JSON.parse(store.get(key) ?? '{}') as Partial<Kept>) }
    } catch {
      return nothing
    }
  }
  return {
    read,
    change: (change: Partial<Kept>) => store.set(key, JSON.stringify({ ...read(), ...change })),
    forget: () => store.set(key, null),
    /** Another tab with the same page around it has changed something. */
    whenChanged: (then: () => void) => addEventListener('storage', ({ key: changed }) => void (changed === key && then())),
  }
}
export type Memory = ReturnType<typeof memoryOf>

/** The least first; what is equal comes in any order. */
export const createHeap = <Of>(isBefore: (a: Of, b: Of) => boolean) => {
  const items: Of[] = []
  const swap = (a: number, b: number) => {
    const [left, right] = [items[a], items[b]]
    if (left === undefined || right === undefined) return
    items[a] = right
    items[b] = left
  }
  const less = (a: number, b: number) => {
    const [left, right] = [items[a], items[b]]
    return left !== undefined && right !== undefined && isBefore(left, right)
  }
  return {
    peek: (): Of | undefined => items[0],
    push: (item: Of): void => {
      items.push(item)
      for (let at = items.length - 1; at > 0 && less(at, (at - 1) >> 1); at = (at - 1) >> 1) swap(at, (at - 1) >> 1)
    },
    pop: (): Of | undefined => {
      const first = items[0]
      const last = items.pop()
      if (last !== undefined && items.length > 0) {
        items[0] = last
        for (let at = 0; ; ) {
          const left = 2 * at + 1
          const least = less(left + 1, left) ? left + 1 : left
          if (!less(least, at)) break
          swap(at, least)
          at = least
        }
      }
      return first
    },
  }
}
export type Heap<Of> = ReturnType<typeof createHeap<Of>>

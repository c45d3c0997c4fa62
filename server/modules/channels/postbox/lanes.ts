export type Envelope = { id: string; sender: string; recipient: string }

/** Mails that must be taken in one after another, in the order they came: those of one writer, and those to one conversation. */
export const lanesOf = (mails: readonly Envelope[], isDoor: (address: string) => boolean): string[][] => {
  const lanes: { keys: Set<string>; places: number[] }[] = []
  mails.forEach((mail, place) => {
    const keys = [...(mail.sender ? [`by ${mail.sender.toLowerCase()}`] : []), ...(isDoor(mail.recipient) ? [] : [`to ${mail.recipient}`])]
    const joined = lanes.filter((lane) => keys.some((key) => lane.keys.has(key)))
    const lane = { keys: new Set([...keys, ...joined.flatMap((each) => [...each.keys])]), places: [...joined.flatMap(({ places }) => places), place].toSorted((a, b) => a - b) }
    for (const each of joined) lanes.splice(lanes.indexOf(each), 1)
    lanes.push(lane)
  })
  return lanes.map(({ places }) => places.flatMap((place) => mails[place]?.id ?? []))
}

/** Does the work of lanes at the same time, so many of them at once; when something fails the others are ended all the same. */
export const alongLanes = async (lanes: readonly string[][], { atOnce, work }: { atOnce: number; work: (id: string) => Promise<void> }): Promise<void> => {
  const left = [...lanes]
  const failures: unknown[] = []
  const walk = async () => {
    for (let lane = left.shift(); lane; lane = left.shift()) {
      try {
        for (const id of lane) await work(id)
      } catch (error) {
        failures.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, lanes.length) }, walk))
  if (failures.length > 0) throw failures[0]
}

type Call = (address: string, init?: RequestInit) => Promise<Response>

const own: { call: Call | null } = { call: null }

/** How a page asks the server. In the widget's frame no cookie goes along, and its own way puts the session into each request. */
export const call: Call = (address, init) => (own.call ?? fetch)(address, init)

/** The frame's own way; null where cookies say who asks. */
export const ownCall = (): Call | null => own.call

export const callBy = (way: Call): void => void (own.call = way)

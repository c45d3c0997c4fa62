const channels = ['message', 'chat', 'email', 'phone', 'callback', 'app'] as const

/** Whether there is a name for it in the interface. */
export const isChannel = (key: string): key is (typeof channels)[number] => channels.some((known) => known === key)

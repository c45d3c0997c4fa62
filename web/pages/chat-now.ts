/** Whether chats are taken now, with the minutes to expect; or when they are taken again, if that is known. */
export type ChatNow = { open: true; minutes: number } | { open: false; opens: Date | null }

/** On the site of the page around: that a chat goes on, so that its frame is loaded with each page; and that it was open in this tab. */
export const keys = { chat: 'hospes-chat', open: 'hospes-open' }

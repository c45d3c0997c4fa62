/** The key that sends, as this keyboard writes it. */
export const modifierName = /mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘' : 'Ctrl'

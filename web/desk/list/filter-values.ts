import { Channel, Door } from '#contract/content'

export const doors = Door.options
export const channels = Channel.options

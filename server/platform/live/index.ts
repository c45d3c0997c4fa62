export { createHub, openEventStream, type Hub, type Stream } from './hub.ts'

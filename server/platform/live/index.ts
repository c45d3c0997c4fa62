export { openEventStream, told, type Told } from './event-stream.ts'
export { createHub, type Hub, type Stream } from './hub.ts'
export { createNear, type Near, type NearBy, type NearNews } from './near.ts'

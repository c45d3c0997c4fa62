export { addressed, type Addressed } from './addressed.ts'
export { acceptMail, arrivalById, arrivals, postboxState, rawMail, readAgain, type Arrival, type PostboxState } from './reads.ts'
export { storeMail } from './store.ts'
export { takeIn, takeInWaiting, type Parts } from './take-in.ts'

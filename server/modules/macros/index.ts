export { actHeld, actNow } from './act.ts'
export { heldMacro, holdMacro, takeBackMacro } from './hold.ts'
export { repliesFor } from './show.ts'

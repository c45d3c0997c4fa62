export { countWrongDoor, forgetHandOver, forgetOldHandOvers, handedOver, handOver, wrongDoors, type HandOver, type Typed, type WrongDoors } from './hand-over.ts'
export { recognise, recogniseByForm, type Given, type Recognised } from './recognise.ts'

import { chatHere } from './chat/start.ts'

chatHere()

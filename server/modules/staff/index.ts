export { Role, type Agent } from './agent.ts'
export { goOff, goOn } from './go-on.ts'
export { agentById, hasStaff, hire, onDuty, saveTeam, teams } from './hire.ts'

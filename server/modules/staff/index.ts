export { Role, type Agent, type Hire, type Team } from './agent.ts'
export { goOff, goOn } from './go-on.ts'
export { agentById, hire, onDuty, saveTeam, teams } from './hire.ts'

export { Role, takesWork, type Agent } from './agent.ts'
export { comeBack, goAway, goOff, goOn, loseSilent, sawDesk } from './go-on.ts'
export { agentById, agentsByIds, answering, hasStaff, hire, onDuty, saveTeam, setCapacity, teams } from './hire.ts'

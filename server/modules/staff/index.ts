export { Duties, Role, takesWork, type Agent } from './agent.ts'
export { comeBack, goAway, goOff, goOn, loseSilent, sawDesk } from './go-on.ts'
export { agentById, agentsByIds, answering, changeDuties, dismiss, hasStaff, hire, onDuty, saveTeam, setCapacity, teams } from './hire.ts'

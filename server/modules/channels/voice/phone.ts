import type { Provider } from './providers/provider.ts'

/** What the verbs need of the world outside: the provider, where it reaches us, and where agents' telephones are. */
export type Phone = {
  provider: Provider
  /** Signs the references in our own addresses. */
  secret: string
  /** Where the provider reaches this program, without a slash at the end. */
  publicUrl: string
  /** The telephone of an agent, as the provider dials it. */
  agentAddress: (agentId: string) => string
  /** Whether people of the demo world may prove who they are. */
  demoOpen: boolean
}

export const stepAddress = ({ publicUrl, provider }: Phone, step: string, ref: string): string => `${publicUrl}/voice/${provider.key}/step/${step}/${ref}`
export const eventAddress = ({ publicUrl, provider }: Phone, ref: string): string => `${publicUrl}/voice/${provider.key}/event/${ref}`

export const nodeArgs: string[]
export const nodeEnv: NodeJS.ProcessEnv

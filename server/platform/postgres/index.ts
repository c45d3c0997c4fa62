export { isDatabaseDown } from './away.ts'
export { inTransaction, type BaseActor, type Context } from './context.ts'
export { clientConfig, openDatabase, type Connection, type Database, type Db } from './database.ts'
export { canRestrict, migrate } from './migrate.ts'

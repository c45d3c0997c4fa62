export { actionsByKeys, findSubtopic, findTopic, tree } from './find.ts'
export { publish, publishActions } from './publish.ts'
export { Action, Tree, type Subtopic, type Topic } from './tree.ts'

export { actionsByKeys, findSubtopic, findTopic, tree, type Place } from './find.ts'
export { publish, publishActions } from './publish.ts'
export { Action, Tree, type Subtopic, type Topic } from './tree.ts'

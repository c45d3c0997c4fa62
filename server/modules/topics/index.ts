export { actionsByKeys, findSubtopic, findTopic, forgetTopics, isOfAppAlone, tree, wholeTree } from './find.ts'
export { publish, publishActions } from './publish.ts'
export { findTopicBySlug, slugOf } from './slugs.ts'
export { Action, Tree, type Subtopic, type Topic } from './tree.ts'

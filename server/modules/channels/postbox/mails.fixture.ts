export { namesOf, sendTo, type Sent } from '#test/fakes/mails'

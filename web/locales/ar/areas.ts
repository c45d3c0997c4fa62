export { default as common } from './common.json' with { type: 'json' }
export { default as contact } from './contact.json' with { type: 'json' }
export { default as errors } from './errors.json' with { type: 'json' }
export { default as extranet } from './extranet.json' with { type: 'json' }
export { default as help } from './help.json' with { type: 'json' }
export { default as mail } from './mail.json' with { type: 'json' }
export { default as signIn } from './sign-in.json' with { type: 'json' }

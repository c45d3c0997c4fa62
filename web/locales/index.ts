export { systemText } from './system-text.ts'
export { isLocale, localesOffered, type Locale, type TextKey } from './texts.ts'
export { type DateTimeStyle, type Moment } from './times.ts'
export { translator, type Translator, type Values } from './translate.ts'

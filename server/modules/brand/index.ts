export { BrandInput, type Brand } from './brand.ts'
export { configure, createBrand } from './configure.ts'
export { onlyBrand, present } from './present.ts'

export { BrandInput, type Brand } from './brand.ts'
export { configure, createBrand } from './configure.ts'
export { forgetBrand, onlyBrand, present } from './present.ts'
export { trustedLinks } from './trusted-links.ts'

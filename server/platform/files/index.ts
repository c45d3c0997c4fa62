export { scanner, scannerAnswers, type Scanned } from './scanner.ts'
export { localFileStore, type FileStore } from './file-store.ts'
export { acceptedExtensions, acceptedMediaType, safeFileName } from './media-type.ts'

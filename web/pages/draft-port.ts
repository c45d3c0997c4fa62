export type DraftView = { propertyId: string | null; confirmationNumber: string; body: string; savedAt: Date | null; files: { id: string; name: string; byteSize: number }[] }
export type RefusedFile = { name: string; reason: 'type' | 'size' | 'count' | 'empty' }
export type Upload = { name: string; bytes: Uint8Array }

import X from 'lucide-react/icons/x'
import type { ReactNode } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components/Modal'
import { useWords } from '../words/words.tsx'
import { IconButton } from './button.tsx'

type SheetProps = {
  title: string
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  children: ReactNode
  side?: boolean
}

/** What floats over the desk: a dialog in the middle, or a sheet along the side. */
export const Sheet = ({ title, isOpen, onOpenChange, children, side = false }: SheetProps) => {
  const { t } = useWords()
  return (
    <ModalOverlay className={`overlay ${side ? 'overlay-side' : ''}`} isOpen={isOpen} onOpenChange={onOpenChange} isDismissable>
      <Modal className={side ? 'modal modal-side' : 'modal'}>
        <Dialog className="dialog">
          <header className="dialog-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <IconButton label={t('dialog.close')} icon={X} onPress={() => onOpenChange(false)} />
          </header>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

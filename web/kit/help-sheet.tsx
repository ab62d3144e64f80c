import { Modal } from '@mantine/core'
import { Link, useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSession } from '../session/session.tsx'
import { useTexts } from '../texts/texts.tsx'
import { guideOf } from './guide-pages.ts'
import styles from './help-sheet.module.css'
import { placesFor } from './places.ts'

const isMac = () => /Mac|iPhone|iPad/.test(navigator.platform)

/** Every key of the desk, on one sheet. */
export default function HelpSheet(props: { onClose(): void }) {
  const t = useTexts()
  const { can } = useSession()
  const { page, anchor } = guideOf(useRouterState({ select: (state) => state.location.pathname }))
  const mod = isMac() ? '⌘' : 'Ctrl'
  return (
    <Modal
      opened
      onClose={props.onClose}
      size="44rem"
      title={<span className={styles.title}>{t('help.title')}</span>}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      transitionProps={{ duration: 0 }}
    >
      <div className={styles.columns}>
        <Keys title={t('help.everywhere')}>
          <Key keys={[mod, 'K']} text={t('help.palette')} />
          <Key keys={['/']} text={t('help.search')} />
          <Key keys={['?']} text={t('help.sheet')} />
          <Key keys={['N']} text={t('help.new')} />
          <Key keys={['Esc']} text={t('help.close')} />
        </Keys>
        <Keys title={t('help.records')}>
          <Key keys={['E']} text={t('help.edit')} />
          <Key keys={['J']} text={t('record.next')} />
          <Key keys={['K']} text={t('record.previous')} />
          <Key keys={['U']} text={t('help.up')} />
        </Keys>
        <Keys title={t('help.forms')}>
          <Key keys={[mod, '↵']} text={t('help.submit')} />
          <Key keys={['Tab']} text={t('help.nextField')} />
          <Key keys={['Esc']} text={t('help.cancel')} />
        </Keys>
        <Keys title={t('help.go')}>
          {placesFor(can).map((place) => (
            <Key key={place.to} keys={['G', place.letter.toUpperCase()]} text={t(place.text)} />
          ))}
        </Keys>
      </div>
      <Link to="/guide/$page" params={{ page }} hash={anchor} onClick={props.onClose}>
        {t('help.guide')}
      </Link>
    </Modal>
  )
}

function Keys(props: { title: string; children: ReactNode }) {
  return (
    <section className={styles.group} aria-label={props.title}>
      <h3>{props.title}</h3>
      <dl>{props.children}</dl>
    </section>
  )
}

function Key(props: { keys: readonly string[]; text: string }) {
  return (
    <div>
      <dt>{props.text}</dt>
      <dd>
        {props.keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dd>
    </div>
  )
}

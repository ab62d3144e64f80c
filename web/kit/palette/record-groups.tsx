import { IconFileText } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTexts } from '../../texts/texts.tsx'
import { MoneyText } from '../format.tsx'
import { openPage } from '../shell-actions.ts'
import { differing } from './differing.ts'
import { type Group, ICON, type Option } from './option.ts'
import styles from './palette.module.css'

type Found = { groups: { kind: string; label: string; items: FoundItem[] }[] }
type FoundItem = {
  id: string
  title: string
  detail: string | null
  amount: { amount: string; currency: string } | null
  page: string
  guessed: boolean
}

/** What the server found, as it ranks it. */
export function useRecordGroups(found: Found | undefined, typed: string): Group[] {
  const t = useTexts()
  const router = useRouter()
  return useMemo(
    () =>
      (found?.groups ?? []).map(({ kind, label, items }) => ({
        id: `kind-${kind}`,
        label: items.every(({ guessed }) => guessed) ? t('palette.didYouMean', { kind: label }) : label,
        options: items.map(
          (item): Option => ({
            id: `${kind}-${item.id}`,
            label: item.guessed ? <Guessed title={item.title} typed={typed} /> : item.title,
            words: item.title,
            detail: (
              <>
                {item.detail}
                {item.amount ? (
                  <>
                    {item.detail ? ' · ' : ''}
                    <MoneyText value={item.amount} />
                  </>
                ) : null}
              </>
            ),
            icon: <IconFileText {...ICON} />,
            run: () => openPage(router, item.page),
          }),
        ),
      })),
    [found, router, t, typed],
  )
}

/** A number that nearly is what was typed, with what is otherwise. */
function Guessed({ title, typed }: { title: string; typed: string }) {
  const part = differing(title, typed)
  if (!part) return <>{title}</>
  return (
    <>
      {title.slice(0, part.from)}
      <mark className={styles.otherwise}>{title.slice(part.from, part.to)}</mark>
      {title.slice(part.to)}
    </>
  )
}

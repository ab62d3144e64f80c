import { IconFileText } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import { useMemo } from 'react'
import { MoneyText } from '../format.tsx'
import { openPage } from '../shell-actions.ts'
import { type Group, ICON, type Option } from './option.ts'

type Found = { groups: { kind: string; label: string; items: FoundItem[] }[] }
type FoundItem = {
  id: string
  title: string
  detail: string | null
  amount: { amount: string; currency: string } | null
  page: string
}

/** What the server found, as it ranks it. */
export function useRecordGroups(found: Found | undefined): Group[] {
  const router = useRouter()
  return useMemo(
    () =>
      (found?.groups ?? []).map(({ kind, label, items }) => ({
        id: `kind-${kind}`,
        label,
        options: items.map(
          (item): Option => ({
            id: `${kind}-${item.id}`,
            label: item.title,
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
    [found, router],
  )
}

import { Combobox, InputBase, Loader, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { type ItemOf, type ListPath, read } from '../api/queries.ts'
import { useTexts } from '../texts/texts.tsx'

const CREATE = '$new'

/** Finds a record of a list by what the list can search; where it is not there yet, it is made without leaving the form. */
export function RecordPicker<Path extends ListPath>(props: {
  path: Path
  label: string
  hint?: string
  placeholder?: string
  required?: boolean
  autoFocus?: boolean
  error?: string | undefined
  value: ItemOf<Path> | undefined
  nameOf(record: ItemOf<Path>): string
  detailOf?: (record: ItemOf<Path>) => string | null
  onPick(record: ItemOf<Path> | undefined): void
  /** Begins to make one, called as it was typed. Left out for whoever may not. */
  create?: { label(typed: string): string; begin(typed: string): void } | undefined
}) {
  const t = useTexts()
  const { value, nameOf, create } = props
  const listId = useId()
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() })
  const [typed, setTyped] = useState<string>()
  const [asked] = useDebouncedValue((typed ?? '').trim(), 150)
  const query = { limit: 8, ...(asked === '' ? {} : { q: asked }) }
  const found = useQuery({
    // The parameters that every list has.
    ...read(props.path, { query } as never),
    placeholderData: keepPreviousData,
  })
  const items = ((found.data as { items?: ItemOf<Path>[] } | undefined)?.items ?? []) as (ItemOf<Path> & {
    id: string
  })[]
  const isCurrent = !found.isFetching && asked === (typed ?? '').trim()
  const isAwaited = useRef(false)
  const close = () => {
    isAwaited.current = false
    setTyped(undefined)
    box.closeDropdown()
  }
  // Enter came before what was found: the first of it was meant.
  const first = items[0]
  useEffect(() => {
    if (!isAwaited.current || !isCurrent) return
    isAwaited.current = false
    if (first) props.onPick(first)
    else if (create) create.begin((typed ?? '').trim())
    else return
    close()
  })
  return (
    <Combobox
      store={box}
      withinPortal
      onOptionSubmit={(id) => {
        if (id === CREATE) create?.begin((typed ?? '').trim())
        else props.onPick(items.find((one) => one.id === id))
        close()
      }}
    >
      <Combobox.Target>
        <InputBase
          {...(props.autoFocus ? { 'data-autofocus': true, autoFocus: true } : {})}
          label={props.label}
          description={props.hint}
          required={props.required ?? false}
          error={props.error}
          placeholder={props.placeholder}
          autoComplete="off"
          aria-controls={listId}
          rightSection={found.isFetching && typed !== undefined ? <Loader size={14} type="oval" /> : null}
          value={typed ?? (value ? nameOf(value) : '')}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            isAwaited.current = false
            box.openDropdown()
            box.updateSelectedOptionIndex()
          }}
          onFocus={(event) => event.currentTarget.select()}
          onClick={() => box.openDropdown()}
          onBlur={close}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && box.dropdownOpened && typed !== undefined) {
              event.preventDefault()
              // The first of what is found is meant; what is still on its way is waited for, whatever is chosen of what was there before.
              if (!isCurrent) {
                box.resetSelectedOption()
                isAwaited.current = true
              } else if (box.getSelectedOptionIndex() < 0) box.selectFirstOption()
            }
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!box.dropdownOpened}>
        <Combobox.Options id={listId} aria-label={props.label}>
          {items.map((item) => (
            <Combobox.Option key={item.id} value={item.id}>
              {nameOf(item)}
              <Detail>{props.detailOf?.(item)}</Detail>
            </Combobox.Option>
          ))}
          {items.length === 0 && isCurrent ? <Combobox.Empty>{t('list.nothing')}</Combobox.Empty> : null}
          {create ? (
            <Combobox.Option value={CREATE}>{create.label((typed ?? '').trim())}</Combobox.Option>
          ) : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

function Detail({ children }: { children: ReactNode }) {
  if (!children) return null
  return <span style={{ color: 'var(--muted)', marginInlineStart: '0.5rem' }}>{children}</span>
}

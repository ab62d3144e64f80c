import { Button, Popover, TextInput } from '@mantine/core'
import { IconArrowBarToDown } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useLanguage } from '../../texts/texts.tsx'
import { useNaming } from './labels.ts'
import styles from './list-tools.module.css'
import type { Resource } from './resource.ts'

const LETTERS = { en: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', th: 'กขคฆงจฉชซญฐฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ' } as const

/** Goes to where a letter, a day or a number stands in the order of the list. */
export function Jump(props: {
  resource: Resource
  sort: string | undefined
  at: string | undefined
  onChange(at: string | undefined): void
}) {
  const { t, locale } = useLanguage()
  const naming = useNaming()
  const { resource, onChange } = props
  const [isOpen, setOpen] = useState(false)
  const name = props.sort?.replace(/^-/, '') ?? resource.keyField
  const field = resource.fields.find((one) => one.name === name)
  const [text, setText] = useState(props.at ?? '')
  if (!field) return null
  const isDay = field.type === 'day' || field.type === 'moment'
  const go = (to: string) => {
    onChange(to.trim() === '' ? undefined : to.trim())
    setOpen(false)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    go(text)
  }
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={280} trapFocus withRoles={false}>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconArrowBarToDown size={16} stroke={1.75} aria-hidden />}
          classNames={{ label: styles.spare, section: styles.spareIcon }}
          aria-expanded={isOpen}
          onClick={() => {
            setText(props.at ?? '')
            setOpen(!isOpen)
          }}
        >
          {t('jump.title')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t('jump.title')}>
        <form onSubmit={submit}>
          <TextInput
            data-autofocus
            label={naming.field(resource.name, field.name)}
            type={isDay ? 'date' : 'text'}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          {field.type === 'text' ? (
            <div className={styles.letters}>
              {(locale === 'th' ? `${LETTERS.th}${LETTERS.en}` : LETTERS.en).split('').map((letter) => (
                <Button key={letter} size="compact-xs" variant="subtle" onClick={() => go(letter)}>
                  {letter}
                </Button>
              ))}
            </div>
          ) : null}
          <div className={styles.foot}>
            <Button
              variant="subtle"
              size="compact-sm"
              disabled={props.at === undefined}
              onClick={() => go('')}
            >
              {t('jump.start')}
            </Button>
            <Button type="submit" size="compact-sm">
              {t('jump.go')}
            </Button>
          </div>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}

import { ActionIcon, Checkbox, Group, MultiSelect, NativeSelect, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useTexts } from '../../texts/texts.tsx'
import styles from './lines.module.css'
import {
  connected,
  type Draft,
  type DraftOperation,
  EVIDENCE,
  EVIDENCE_TEXTS,
  isEvidence,
  mayConnect,
} from './routing-draft.ts'

/** Everything about one operation, as fields; what it may not wait for is not offered. */
export function OperationFields(props: {
  operation: DraftOperation
  label: string
  draft: Draft
  nameOf(key: string): string
  centres: readonly { value: string; label: string }[]
  onChange(patch: Partial<DraftOperation>): void
  onRemove(): void
}) {
  const t = useTexts()
  const { operation, draft, onChange } = props
  const others = draft.filter((other) => other.key !== operation.key)
  const impossible = others.filter(
    ({ key }) => !connected(draft, key, operation.key) && !mayConnect(draft, key, operation.key),
  )
  return (
    <fieldset className={styles.line} data-operation={operation.key}>
      <legend className={styles.legend}>
        {props.label}
        <ActionIcon aria-label={t('lines.remove', { name: props.label })} onClick={props.onRemove}>
          <IconTrash size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      </legend>
      <TextInput
        label={t('routing.code')}
        placeholder="cutting"
        required
        spellCheck={false}
        value={operation.code}
        onChange={(event) => onChange({ code: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('routing.workCentre')}
        required
        data={[...props.centres]}
        value={operation.workCentreId}
        onChange={(event) => onChange({ workCentreId: event.currentTarget.value })}
      />
      <TextInput
        label={t('routing.name')}
        required
        value={operation.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('routing.nameTh')}
        value={operation.nameTh}
        onChange={(event) => onChange({ nameTh: event.currentTarget.value })}
      />
      <TextInput
        label={t('routing.minutesPerPiece')}
        inputMode="decimal"
        required
        value={operation.standardMinutes}
        onChange={(event) => onChange({ standardMinutes: event.currentTarget.value })}
      />
      <TextInput
        label={t('routing.setupMinutes')}
        inputMode="decimal"
        value={operation.setupMinutes}
        onChange={(event) => onChange({ setupMinutes: event.currentTarget.value })}
      />
      <MultiSelect
        style={{ gridColumn: '1 / -1' }}
        label={t('routing.waitsFor')}
        description={
          impossible.length === 0
            ? undefined
            : t('routing.waitsForNot', {
                operations: impossible.map(({ key }) => props.nameOf(key)).join(', '),
              })
        }
        data={others.map(({ key }) => ({
          value: key,
          label: props.nameOf(key),
          disabled: impossible.some((other) => other.key === key),
        }))}
        value={[...operation.predecessors]}
        onChange={(predecessors) => onChange({ predecessors })}
      />
      <Checkbox.Group
        style={{ gridColumn: '1 / -1' }}
        label={t('routing.evidence')}
        value={[...operation.evidence]}
        onChange={(evidence) => onChange({ evidence: evidence.filter(isEvidence) })}
      >
        <Group mt={4}>
          {EVIDENCE.map((kind) => (
            <Checkbox key={kind} value={kind} label={t(EVIDENCE_TEXTS[kind])} />
          ))}
        </Group>
      </Checkbox.Group>
    </fieldset>
  )
}

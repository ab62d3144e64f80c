import { NativeSelect, PasswordInput, Switch, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTexts } from '../texts/texts.tsx'
import styles from './form-fields.module.css'

/** What a form holds: text as it was typed, and switches. */
export type FormValues = Record<string, string | boolean>
type TextName<Values> = { [Key in keyof Values]: Values[Key] extends string ? Key : never }[keyof Values] &
  string
type SwitchName<Values> = { [Key in keyof Values]: Values[Key] extends boolean ? Key : never }[keyof Values] &
  string

interface Common<Values> {
  label: string
  hint?: string
  required?: boolean
  /** How long the text may be. */
  maxLength?: number
  /** Half of the width, beside the next one. */
  half?: boolean
  /** Whether it is asked for, given the rest. */
  when?: (values: Values) => boolean
}

/** A field of a form, as data. */
export type Field<Values> = Common<Values> &
  (
    | {
        kind: 'text' | 'paragraph' | 'decimal' | 'whole' | 'day' | 'email' | 'phone' | 'password' | 'code'
        name: TextName<Values>
        autoComplete?: string
        placeholder?: string
      }
    | {
        kind: 'select'
        name: TextName<Values>
        options: readonly { value: string; label: string }[]
        /** What stands there while nothing is chosen; without it the first option is. */
        none?: string
      }
    | { kind: 'switch'; name: SwitchName<Values> }
    | {
        /** A field that needs more than a box: the part draws it. */
        kind: 'custom'
        name: TextName<Values>
        /** Its value as a person reads it, where two people changed it; the value itself unless told. */
        shown?: (value: string) => string
        draw(field: { value: string; error: string | undefined; onChange(value: string): void }): ReactNode
      }
  )

interface FormFieldsProps<Values extends object> {
  fields: readonly Field<Values>[]
  values: Values
  errors: Readonly<Record<string, string>>
  onChange(values: Values): void
}

/** The fields of a plain form, in order, each with what was wrong with it. */
export function FormFields<Values extends object>(props: FormFieldsProps<Values>) {
  const asked = props.fields.filter((field) => field.when?.(props.values) ?? true)
  return (
    <div className={styles.fields}>
      {asked.map((field, index) => (
        <div key={field.name} data-half={field.half}>
          <OneField {...props} field={field} isFirst={index === 0} />
        </div>
      ))}
    </div>
  )
}

const INPUT_MODES = { decimal: 'decimal', whole: 'numeric', email: 'email', phone: 'tel' } as const

function OneField<Values extends object>(
  props: FormFieldsProps<Values> & { field: Field<Values>; isFirst: boolean },
) {
  const t = useTexts()
  const { field, values, onChange } = props
  const error = props.errors[field.name]
  const set = (value: string | boolean) => onChange({ ...values, [field.name]: value })
  const focus = props.isFirst ? { 'data-autofocus': true } : {}
  if (field.kind === 'switch') {
    return (
      <Switch
        {...focus}
        label={field.label}
        description={field.hint}
        error={error}
        checked={Boolean(values[field.name])}
        onChange={(event) => set(event.currentTarget.checked)}
      />
    )
  }
  const value = String(values[field.name] ?? '')
  if (field.kind === 'custom') return field.draw({ value, error, onChange: set })
  const shared = {
    ...focus,
    label: field.label,
    description: field.hint,
    error,
    required: field.required ?? false,
    value,
  }
  if (field.kind === 'select') {
    return (
      <NativeSelect {...shared} onChange={(event) => set(event.currentTarget.value)}>
        {field.none === undefined ? null : <option value="">{field.none}</option>}
        {field.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </NativeSelect>
    )
  }
  const typed = {
    ...shared,
    placeholder: field.placeholder,
    ...(field.maxLength === undefined ? {} : { maxLength: field.maxLength }),
    autoComplete: field.autoComplete ?? 'off',
    onChange: (event: { currentTarget: { value: string } }) => set(event.currentTarget.value),
  }
  if (field.kind === 'paragraph') return <Textarea {...typed} maxRows={10} />
  if (field.kind === 'password') {
    return <PasswordInput {...typed} visibilityToggleButtonProps={{ 'aria-label': t('form.showPassword') }} />
  }
  return (
    <TextInput
      {...typed}
      type={field.kind === 'day' ? 'date' : field.kind === 'email' ? 'email' : 'text'}
      inputMode={field.kind in INPUT_MODES ? INPUT_MODES[field.kind as keyof typeof INPUT_MODES] : undefined}
      {...(field.kind === 'code' ? { autoCapitalize: 'characters', spellCheck: false } : {})}
    />
  )
}

/** What was typed, or null where nothing was: the API clears a field by null. */
export const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())
/** What was typed, or undefined where nothing was: the API leaves such a field alone. */
export const orUndefined = (text: string): string | undefined => orNull(text) ?? undefined
/** The fields that have a value, as an object without the rest. */
export const given = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>
  }

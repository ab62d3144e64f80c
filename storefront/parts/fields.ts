import { attributes, type Html, html, type TemplateValue } from '../html.ts'
import type { Choice, FieldErrors } from '../page.ts'
import type { CountKey, Translator } from '../texts.ts'
import { icons } from './icons.ts'

/** The element id of a field, for links from the summary of errors. */
export function fieldId(name: string): string {
  return `field-${name}`
}

export interface FieldOptions {
  name: string
  label: string
  value: string
  required: boolean
  hint?: string | undefined
  error?: string | undefined
}

export interface TextFieldOptions extends FieldOptions {
  type?: 'text' | 'email' | 'tel' | 'password' | 'search'
  autocomplete?: string
  inputmode?: 'text' | 'numeric' | 'email' | 'tel' | 'search'
  maxLength?: number
  /** Capitals, digits and such: no correction by the keyboard. */
  verbatim?: 'lower' | 'upper'
  /** Printed after the input, as the domain after an address name. */
  suffix?: string | undefined
  /** For the optional script: what this field suggests from another one. */
  suggests?: string
}

/** One line of text with its label, hint and error. */
export function textField(t: Translator, options: TextFieldOptions): Html {
  const input = html`<input ${attributes({
    ...common(options),
    type: options.type ?? 'text',
    value: options.value,
    autocomplete: options.autocomplete,
    inputmode: options.inputmode,
    maxlength: options.maxLength,
    spellcheck: options.verbatim === undefined ? undefined : 'false',
    autocapitalize:
      options.verbatim === undefined ? undefined : options.verbatim === 'upper' ? 'characters' : 'none',
    'data-suggests': options.suggests,
  })}>`
  const suffixed =
    options.suffix === undefined
      ? input
      : html`<span class="suffixed">${input}<span class="suffix" id="${fieldId(options.name)}-suffix">${options.suffix}</span></span>`
  return field(t, options, suffixed)
}

/** A choice among many; `prompt` adds an empty first entry. */
export function selectField(
  t: Translator,
  options: FieldOptions & { choices: readonly Choice[]; prompt?: boolean; autocomplete?: string },
): Html {
  const own = attributes({ ...common(options), autocomplete: options.autocomplete })
  const entry = ({ value, label }: Choice) =>
    html`<option ${attributes({ value, selected: value === options.value })}>${label}</option>`
  const prompt = options.prompt && html`<option value="">${t('form.choose')}</option>`
  return field(t, options, html`<select ${own}>${prompt}${options.choices.map(entry)}</select>`)
}

export interface RadioCard extends Choice {
  detail?: string | undefined
  /** Printed at the end, as a price. */
  aside?: string | undefined
  /** A marker for the style sheet and the optional script. */
  flag?: string | undefined
}

/** Few choices, each with a line of its own. */
export function radioCards(
  t: Translator,
  options: {
    name: string
    legend: string
    value: string
    error?: string | undefined
    cards: readonly RadioCard[]
  },
): Html {
  const errorId = `${fieldId(options.name)}-error`
  const invalid = options.error !== undefined
  return html`<fieldset class="panel" ${attributes({ 'aria-describedby': invalid && errorId })}>
<legend>${options.legend}</legend>
${invalid && errorText(t, options.name, options.error)}
<div class="cards">
${options.cards.map(
  (card, index) =>
    html`<label class="card-choice"><input ${attributes({
      type: 'radio',
      name: options.name,
      id: index === 0 ? fieldId(options.name) : undefined,
      value: card.value,
      checked: card.value === options.value,
      required: true,
      'aria-invalid': invalid && 'true',
      'data-flag': card.flag,
    })}><span class="card-choice-text"><b>${card.label}</b>${card.detail !== undefined && html`<small>${card.detail}</small>`}</span>${card.aside !== undefined && html`<span class="card-choice-aside">${card.aside}</span>`}</label>`,
)}
</div>
</fieldset>`
}

/**
 * What is wrong with the entries, above the form: it takes the focus when the page is shown, and each error
 * leads to its field.
 */
export function errorSummary<Field extends string>(
  t: Translator,
  errors: FieldErrors<Field>,
  labels: Readonly<Record<Field, string>>,
  further?: string,
): Html | null {
  const wrong = (Object.keys(labels) as Field[]).filter((name) => errors[name] !== undefined)
  if (wrong.length === 0 && further === undefined) return null
  const problems: CountKey = 'form.problems'
  return html`<div class="notice notice-bad" role="alert" tabindex="-1" autofocus>
${icons.alert}
<div>
${wrong.length > 0 && html`<h2>${t.count(problems, wrong.length)}</h2>`}
${further !== undefined && html`<p>${further}</p>`}
${wrong.length > 0 && html`<ul>${wrong.map((name) => html`<li><a href="#${fieldId(name)}">${labels[name]}: ${errors[name]}</a></li>`)}</ul>`}
</div>
</div>`
}

function common(options: FieldOptions) {
  const id = fieldId(options.name)
  const described = [
    options.hint !== undefined && `${id}-hint`,
    options.error !== undefined && `${id}-error`,
    'suffix' in options && options.suffix !== undefined && `${id}-suffix`,
  ].filter((part) => part !== false)
  return {
    id,
    name: options.name,
    required: options.required,
    'aria-invalid': options.error === undefined ? undefined : 'true',
    'aria-describedby': described.length === 0 ? undefined : described.join(' '),
  }
}

function field(t: Translator, options: FieldOptions, control: TemplateValue): Html {
  const id = fieldId(options.name)
  return html`<div class="field ${options.error !== undefined && 'field-wrong'}" data-field="${options.name}">
<label for="${id}">${options.label}${!options.required && html` <span class="optional">(${t('form.optional')})</span>`}</label>
${options.hint !== undefined && html`<p class="hint" id="${id}-hint">${options.hint}</p>`}
${errorText(t, options.name, options.error)}
${control}
</div>`
}

function errorText(t: Translator, name: string, error: string | undefined): Html | null {
  if (error === undefined) return null
  return html`<p class="field-error" id="${fieldId(name)}-error"><span class="vh">${t('form.errorPrefix')} </span>${error}</p>`
}

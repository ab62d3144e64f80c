/** Why a text is no GS1 syntax, or elements cannot be written as one. */
export interface Gs1Problem {
  readonly code: Gs1ProblemCode
  /** The AI it concerns. */
  readonly ai?: string
  /** What else the sentence needs: a position, a length, the other AI. */
  readonly params?: Readonly<Record<string, string | number>>
}

export type Gs1ProblemCode = keyof typeof TEXTS

export type Gs1Reading<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly problem: Gs1Problem }

/** Ends a reading; never leaves this folder. */
export class Gs1Refusal extends Error {
  readonly problem: Gs1Problem
  constructor(code: Gs1ProblemCode, ai?: string, params?: Gs1Problem['params']) {
    super(code)
    this.problem = { code, ...(ai === undefined ? {} : { ai }), ...(params === undefined ? {} : { params }) }
  }
}

/** Runs a reading to its end or its refusal. */
export function reading<T extends object>(read: () => T): Gs1Reading<T> {
  try {
    return { ok: true, ...read() }
  } catch (error) {
    if (error instanceof Gs1Refusal) return { ok: false, problem: error.problem }
    throw error
  }
}

const TEXTS = {
  empty: { en: 'It is empty.', th: 'ไม่มีข้อมูล' },
  too_long: { en: 'It is longer than {max} characters.', th: 'ยาวเกิน {max} ตัวอักษร' },
  too_many: { en: 'It has more than {max} elements.', th: 'มีข้อมูลเกิน {max} รายการ' },
  fnc1_missing: { en: 'It does not begin with FNC1.', th: 'ไม่ได้ขึ้นต้นด้วย FNC1' },
  bracket: {
    en: 'At character {at} an AI in brackets should begin, such as (01).',
    th: 'ตัวอักษรที่ {at} ควรเป็น AI ในวงเล็บ เช่น (01)',
  },
  ai_unknown: { en: 'There is no AI {ai}.', th: 'ไม่มี AI {ai}' },
  value_empty: { en: 'AI {ai} has no value.', th: 'AI {ai} ไม่มีค่า' },
  value_length: {
    en: 'The value of AI {ai} needs {min} to {max} characters.',
    th: 'ค่าของ AI {ai} ต้องยาว {min} ถึง {max} ตัวอักษร',
  },
  value_length_exact: {
    en: 'The value of AI {ai} needs exactly {min} characters.',
    th: 'ค่าของ AI {ai} ต้องยาว {min} ตัวอักษรพอดี',
  },
  value_content: {
    en: 'The value of AI {ai} is wrong at character {at}: {flaw}.',
    th: 'ค่าของ AI {ai} ผิดที่ตัวอักษรที่ {at}: {flaw}',
  },
  separator_missing: {
    en: 'The value of AI {ai} should end here, with FNC1 before the next AI.',
    th: 'ค่าของ AI {ai} ควรจบตรงนี้ และมี FNC1 คั่นก่อน AI ถัดไป',
  },
  excluded: { en: 'AI {ai} may not stand beside AI {other}.', th: 'AI {ai} ใช้ร่วมกับ AI {other} ไม่ได้' },
  required: { en: 'AI {ai} needs {other} beside it.', th: 'AI {ai} ต้องใช้ร่วมกับ {other}' },
  repeated: { en: 'AI {ai} is there twice with different values.', th: 'มี AI {ai} สองครั้งแต่ค่าไม่ตรงกัน' },
  serial_missing: {
    en: 'AI {ai} needs a serial number when it is signed (AI 8030).',
    th: 'AI {ai} ต้องมีหมายเลขประจำชิ้นเมื่อมีลายเซ็น (AI 8030)',
  },
  uri_characters: {
    en: 'It has a character that no address may have.',
    th: 'มีตัวอักษรที่ใช้ในที่อยู่เว็บไม่ได้',
  },
  uri_scheme: { en: 'It does not begin with http:// or https://.', th: 'ไม่ได้ขึ้นต้นด้วย http:// หรือ https://' },
  uri_host: {
    en: 'It has no host name, or one with a character that none may have.',
    th: 'ไม่มีชื่อโฮสต์ หรือชื่อโฮสต์มีตัวอักษรที่ใช้ไม่ได้',
  },
  no_key: {
    en: 'Its path has no GS1 key, such as /01/ and a GTIN.',
    th: 'ในเส้นทางไม่มีคีย์ GS1 เช่น /01/ ตามด้วย GTIN',
  },
  compressed: {
    en: 'It is a compressed GS1 Digital Link. Use the uncompressed form, such as /01/ and a GTIN.',
    th: 'เป็น GS1 Digital Link แบบบีบอัด โปรดใช้แบบไม่บีบอัด เช่น /01/ ตามด้วย GTIN',
  },
  key_sequence: {
    en: 'What follows the key in the path is not in the order that GS1 prescribes: {other}.',
    th: 'ข้อมูลหลังคีย์ในเส้นทางไม่อยู่ในลำดับที่ GS1 กำหนด: {other}',
  },
  null_character: { en: 'The value of AI {ai} has a null character.', th: 'ค่าของ AI {ai} มีอักขระว่าง (null)' },
  duplicate: { en: 'AI {ai} is there twice.', th: 'มี AI {ai} สองครั้ง' },
  not_an_attribute: {
    en: 'AI {ai} may not stand in the query of a Digital Link.',
    th: 'AI {ai} อยู่ในส่วนคิวรีของ Digital Link ไม่ได้',
  },
  belongs_in_path: {
    en: 'AI {ai} belongs into the path, after the key.',
    th: 'AI {ai} ต้องอยู่ในเส้นทาง หลังคีย์',
  },
} as const

/** The problem in a sentence. */
export function explainGs1Problem({ code, ai, params }: Gs1Problem, locale: 'en' | 'th'): string {
  const values: Record<string, string | number> = { ...params, ...(ai === undefined ? {} : { ai }) }
  return TEXTS[code][locale].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { type DeclaredFlag, declareFlag, isOnSql } from '../../flags/index.ts'

const standard = (line: 'HAT' | 'OEM', name: string, nameTh: string): DeclaredFlag =>
  declareFlag({
    name: `FF_SERIAL_STD_${line}`,
    byDefault: true,
    description: {
      en: `${name} pieces get standard serials; off: numbers of the old pattern, or typed ones`,
      th: `ชิ้นงาน ${nameTh} ใช้หมายเลขมาตรฐาน หากปิดจะใช้รูปแบบเดิมหรือพิมพ์เอง`,
    },
  })

const FLAGS: Readonly<Record<string, DeclaredFlag>> = {
  HAT: standard('HAT', 'Handcrafted (HAT)', 'หัตถศิลป์ (HAT)'),
  OEM: standard('OEM', 'Series-made (OEM)', 'ผลิตเป็นชุด (OEM)'),
}

/** Whether a line issues standard serials now, as an expression. A workshop's own lines always do. */
export const isStandardSql = (ctx: TenantContext, line: string): Sql => {
  const flag = Object.hasOwn(FLAGS, line) ? FLAGS[line] : undefined
  return flag ? isOnSql(ctx, flag) : sql`true`
}

import { explainConstraint } from '../../kernel/errors/from-database.ts'
import { fail as kernelFail } from '../../kernel/errors/kernel-errors.ts'
import { defineErrors } from '../../kernel/errors/problem.ts'

export const fail = defineErrors({
  'stock.short': {
    status: 409,
    title: { en: 'There is not enough in stock', th: 'สินค้าในสต็อกไม่พอ' },
    detail: {
      en: '{available} of {sku} can be taken, {wanted} were asked for. Take less, or wait until more has come in.',
      th: 'มี {sku} ให้ใช้ได้ {available} แต่ต้องการ {wanted} โปรดลดจำนวน หรือรอจนกว่าจะมีของเข้าเพิ่ม',
    },
  },
  'stock.below_zero': {
    status: 409,
    title: { en: 'Stock would fall below zero', th: 'สต็อกจะติดลบ' },
    detail: {
      en: 'What is on hand, or what is promised of it, would go below zero. Bring the quantity up first.',
      th: 'จำนวนคงเหลือหรือจำนวนที่จองไว้จะติดลบ โปรดเพิ่มจำนวนก่อน',
    },
  },
  'inventory.location_unknown': {
    status: 422,
    title: { en: 'There is no such location', th: 'ไม่พบสถานที่เก็บนี้' },
    detail: {
      en: '{location} is no location of this workshop, or it is archived. Choose one of the list of locations.',
      th: '{location} ไม่ใช่สถานที่เก็บของเวิร์กช็อปนี้ หรือถูกเก็บถาวรแล้ว โปรดเลือกจากรายการสถานที่เก็บ',
    },
  },
  'inventory.location_not_physical': {
    status: 422,
    title: { en: 'Nothing is kept at this location', th: 'สถานที่นี้ไม่ใช่ที่เก็บของจริง' },
    detail: {
      en: '{location} stands for a supplier, customers, production or losses. Choose a warehouse, zone or bin.',
      th: '{location} ใช้แทนผู้ขาย ลูกค้า การผลิต หรือการสูญเสีย โปรดเลือกคลัง โซน หรือช่องเก็บ',
    },
  },
  'inventory.same_place': {
    status: 422,
    title: { en: 'Both places are the same', th: 'ต้นทางและปลายทางเป็นที่เดียวกัน' },
    detail: {
      en: 'Stock cannot move from a place to itself. Choose another place to move it to.',
      th: 'ย้ายของจากที่หนึ่งไปที่เดิมไม่ได้ โปรดเลือกปลายทางอื่น',
    },
  },
  'inventory.location_parent': {
    status: 422,
    title: { en: 'A location cannot stand there', th: 'ไม่สามารถวางสถานที่เก็บไว้ที่นั่นได้' },
    detail: {
      en: '{code} cannot be inside {parent}: a parent is a warehouse, zone or bin, and never inside what it contains.',
      th: '{code} อยู่ภายใน {parent} ไม่ได้ สถานที่แม่ต้องเป็นคลัง โซน หรือช่องเก็บ และต้องไม่อยู่ภายในสิ่งที่บรรจุอยู่',
    },
  },
  'inventory.location_not_empty': {
    status: 409,
    title: { en: 'The location is not empty', th: 'สถานที่เก็บยังไม่ว่าง' },
    detail: {
      en: 'Move what is in {code} and in the locations inside it somewhere else, then archive it.',
      th: 'ย้ายของใน {code} และสถานที่เก็บภายในออกไปก่อน แล้วจึงเก็บถาวร',
    },
  },
  'inventory.location_built_in': {
    status: 409,
    title: { en: 'Every workshop needs this location', th: 'สถานที่เก็บนี้จำเป็นสำหรับทุกเวิร์กช็อป' },
    detail: {
      en: '{code} is used by orders, tickets and counts. It can be renamed, but not archived.',
      th: '{code} ใช้กับคำสั่งซื้อ ใบงาน และการนับสต็อก เปลี่ยนชื่อได้แต่เก็บถาวรไม่ได้',
    },
  },
  'inventory.lot_unknown': {
    status: 422,
    title: { en: 'There is no such lot', th: 'ไม่พบล็อตนี้' },
    detail: {
      en: '{lot} is no lot of {sku}. Choose one of its lots, or receive it first.',
      th: '{lot} ไม่ใช่ล็อตของ {sku} โปรดเลือกล็อตของสินค้านั้น หรือรับเข้าก่อน',
    },
  },
  'inventory.product_unknown': {
    status: 422,
    title: { en: 'There is no such product', th: 'ไม่พบสินค้านี้' },
    detail: {
      en: '{product} is no product of this workshop. Choose one of the list of products.',
      th: '{product} ไม่ใช่สินค้าของเวิร์กช็อปนี้ โปรดเลือกจากรายการสินค้า',
    },
  },
  'inventory.product_not_stocked': {
    status: 422,
    title: { en: 'A service is not kept in stock', th: 'บริการไม่มีสต็อก' },
    detail: {
      en: '{sku} is a service. Leave it out.',
      th: '{sku} เป็นบริการ โปรดนำออกจากรายการ',
    },
  },
  'inventory.pieces_have_serials': {
    status: 422,
    title: { en: 'Each piece of this product has its serial', th: 'สินค้านี้มีหมายเลขประจำชิ้น' },
    detail: {
      en: '{sku} cannot change by quantity alone. Make, return, scrap or move the piece itself, by its serial.',
      th: 'ไม่สามารถเปลี่ยน {sku} ด้วยจำนวนอย่างเดียว โปรดผลิต รับคืน ทิ้ง หรือย้ายชิ้นงานตามหมายเลขประจำชิ้น',
    },
  },
  'inventory.serials_do_not_match': {
    status: 422,
    title: { en: 'The serials do not match the quantity', th: 'จำนวนหมายเลขประจำชิ้นไม่ตรงกับจำนวนสินค้า' },
    detail: {
      en: '{quantity} of {sku} need as many serials; {given} were given. Scan each piece once.',
      th: '{sku} จำนวน {quantity} ต้องมีหมายเลขเท่ากัน แต่ได้รับ {given} โปรดสแกนแต่ละชิ้นหนึ่งครั้ง',
    },
  },
  'inventory.piece_not_here': {
    status: 409,
    title: { en: 'The piece is not here', th: 'ชิ้นงานไม่ได้อยู่ที่นี่' },
    detail: {
      en: 'This piece of {sku} is not at {location}. Look up where it is by its serial, and move it from there.',
      th: 'ชิ้นงาน {sku} นี้ไม่ได้อยู่ที่ {location} โปรดค้นหาตำแหน่งจากหมายเลขประจำชิ้น แล้วย้ายจากที่นั่น',
    },
  },
  'inventory.listed_twice': {
    status: 422,
    title: { en: 'The same thing is listed twice', th: 'มีรายการซ้ำ' },
    detail: {
      en: 'Put the quantities of {sku} (and its lot) together on one line.',
      th: 'รวมจำนวนของ {sku} (และล็อตเดียวกัน) ไว้ในบรรทัดเดียว',
    },
  },
  'inventory.amount_out_of_range': {
    status: 422,
    title: { en: 'The value is too large', th: 'มูลค่าสูงเกินไป' },
    detail: {
      en: 'Quantity times unit cost of {sku} is more than the books can hold. Check both.',
      th: 'จำนวนคูณต้นทุนต่อหน่วยของ {sku} เกินกว่าที่บัญชีรองรับ โปรดตรวจสอบทั้งสองค่า',
    },
  },
})

/** What a command that moves stock may answer. */
export const MOVE_ERRORS = [
  'stock.short',
  'inventory.location_unknown',
  'inventory.lot_unknown',
  'inventory.product_unknown',
] as const

// The statements find out before the checks do; these are for whatever goes past them.
explainConstraint('stock_level_not_negative', () => fail('stock.below_zero'))
explainConstraint('stock_level_reserved', () => fail('stock.below_zero'))
explainConstraint('stock_move_places', () => fail('inventory.same_place'))
// Somebody allowed or forbade stock below zero at the location between two reads of this statement.
const busy = () => kernelFail('conflict.busy', {}, { headers: { 'retry-after': '1' } })
explainConstraint('stock_level_location_fk', busy)
explainConstraint('stock_value_sign', busy)

import { explainConstraint } from '../../kernel/errors/from-database.ts'
import { defineErrors } from '../../kernel/errors/problem.ts'

export const fail = defineErrors({
  'catalog.serial_code_missing': {
    status: 422,
    title: {
      en: 'A serialised product needs a serial code and a line',
      th: 'สินค้าที่มีหมายเลขประจำชิ้นต้องมีรหัสสินค้าในหมายเลขและสายการผลิต',
    },
    detail: {
      en: 'Give serialCode (1–8 of A–Z 0–9) and line (HAT or OEM).',
      th: 'ระบุ serialCode (A–Z 0–9 ยาว 1–8 ตัว) และ line (HAT หรือ OEM)',
    },
  },
  'catalog.serial_code_taken': {
    status: 409,
    title: { en: 'This serial code is taken', th: 'รหัสสินค้าในหมายเลขนี้ถูกใช้แล้ว' },
    detail: {
      en: 'Another product has the same serial code. O and 0 count as the same, and so do I, L and 1.',
      th: 'มีสินค้าอื่นใช้รหัสสินค้าในหมายเลขนี้แล้ว โดยถือว่า O กับ 0 และ I, L กับ 1 เหมือนกัน',
    },
  },
  'catalog.product_in_use': {
    status: 409,
    title: { en: 'This product is in use', th: 'สินค้านี้ถูกใช้งานแล้ว' },
    detail: {
      en: 'Kind, unit and serialised stay as they are once a product was in stock, numbered, ordered or made. Create another product instead.',
      th: 'ชนิด หน่วย และการมีหมายเลขประจำชิ้นเปลี่ยนไม่ได้แล้ว เมื่อสินค้าเคยอยู่ในสต็อก ออกหมายเลข ถูกสั่งซื้อ หรือถูกผลิต โปรดสร้างสินค้าใหม่แทน',
    },
  },
  'catalog.gtin_check_digit': {
    status: 422,
    title: { en: 'The GTIN is not valid', th: 'GTIN ไม่ถูกต้อง' },
    detail: {
      en: 'Its last digit should be {expected}. Check the barcode.',
      th: 'หลักสุดท้ายควรเป็น {expected} โปรดตรวจบาร์โค้ด',
    },
  },
  'catalog.gtin_in_store': {
    status: 422,
    title: { en: 'The GTIN is not valid', th: 'GTIN ไม่ถูกต้อง' },
    detail: {
      en: 'Numbers that begin like this are for use inside one shop or region only. Use a GTIN from your own GS1 company prefix.',
      th: 'หมายเลขที่ขึ้นต้นแบบนี้ใช้ได้เฉพาะภายในร้านหรือภูมิภาคเดียว โปรดใช้ GTIN จากรหัสบริษัท GS1 ของคุณ',
    },
  },
  'catalog.gtin_coupon': {
    status: 422,
    title: { en: 'The GTIN is not valid', th: 'GTIN ไม่ถูกต้อง' },
    detail: {
      en: 'Numbers that begin like this are coupons or refund receipts, not products. Check the barcode.',
      th: 'หมายเลขที่ขึ้นต้นแบบนี้เป็นคูปองหรือใบคืนเงิน ไม่ใช่สินค้า โปรดตรวจบาร์โค้ด',
    },
  },
  'catalog.gtin_demonstration': {
    status: 422,
    title: { en: 'The GTIN is not valid', th: 'GTIN ไม่ถูกต้อง' },
    detail: {
      en: 'Numbers that begin with 952 are for examples only. Use a GTIN from your own GS1 company prefix.',
      th: 'หมายเลขที่ขึ้นต้นด้วย 952 ใช้สำหรับตัวอย่างเท่านั้น โปรดใช้ GTIN จากรหัสบริษัท GS1 ของคุณ',
    },
  },
  'catalog.gtin_taken': {
    status: 409,
    title: { en: 'Another product has this GTIN', th: 'มีสินค้าอื่นใช้ GTIN นี้แล้ว' },
    detail: {
      en: 'Each product has a GTIN of its own. Search your products for it; a deleted one keeps its number.',
      th: 'สินค้าแต่ละรายการต้องมี GTIN ของตัวเอง โปรดค้นหาสินค้าที่ใช้หมายเลขนี้ สินค้าที่ลบแล้วยังคงหมายเลขเดิมไว้',
    },
  },
  'catalog.gtin_claimed': {
    status: 409,
    title: { en: 'This GTIN is claimed', th: 'GTIN นี้มีผู้ใช้แล้ว' },
    detail: {
      en: 'Another workshop has a product with this GTIN. Check the barcode; if the number is yours, write to the operator of this service.',
      th: 'เวิร์กช็อปอื่นมีสินค้าที่ใช้ GTIN นี้ โปรดตรวจบาร์โค้ด หากเป็นหมายเลขของคุณ โปรดติดต่อผู้ดูแลระบบ',
    },
  },
  'catalog.gtin_not_held': {
    status: 409,
    title: { en: 'The GTIN is not another workshop’s', th: 'GTIN นี้ไม่ได้เป็นของเวิร์กช็อปอื่น' },
    detail: {
      en: 'No other workshop has {gtin} now: whoever wants it writes it on their product.',
      th: 'ไม่มีเวิร์กช็อปอื่นถือ {gtin} อยู่ ผู้ที่ต้องการใช้ให้บันทึกไว้ที่สินค้าของตน',
    },
  },
  'catalog.gtin_receiver': {
    status: 422,
    title: { en: 'There is nobody to give the GTIN to', th: 'ไม่มีผู้รับ GTIN' },
    detail: {
      en: 'The workshop {code} has no product {sku}. Let them make it first.',
      th: 'เวิร์กช็อป {code} ไม่มีสินค้า {sku} โปรดให้สร้างสินค้าก่อน',
    },
  },
  'catalog.gtin_on_pieces': {
    status: 409,
    title: { en: 'Pieces carry this GTIN', th: 'มีชิ้นงานที่ใช้ GTIN นี้แล้ว' },
    detail: {
      en: 'The QR codes of pieces that were issued lead here by this GTIN. For another GTIN create another product.',
      th: 'คิวอาร์โค้ดของชิ้นงานที่ออกแล้วอ้างอิง GTIN นี้ หากต้องการ GTIN อื่นโปรดสร้างสินค้าใหม่',
    },
  },
  'catalog.component_is_product': {
    status: 422,
    title: { en: 'A product cannot be made of itself', th: 'สินค้าไม่สามารถเป็นส่วนประกอบของตัวเองได้' },
    detail: {
      en: 'The bill of materials leads back to {sku}. Take that component out.',
      th: 'สูตรการผลิตวนกลับมาที่ {sku} โปรดนำส่วนประกอบนั้นออก',
    },
  },
  'catalog.routing_has_cycle': {
    status: 422,
    title: { en: 'The operations wait for each other', th: 'ขั้นตอนรอกันเป็นวงกลม' },
    detail: {
      en: 'Follow the predecessors of {operation}: they lead back to it.',
      th: 'ตรวจขั้นตอนก่อนหน้าของ {operation} เพราะวนกลับมาที่เดิม',
    },
  },
  'catalog.predecessor_unknown': {
    status: 422,
    title: { en: 'A predecessor does not exist', th: 'ไม่พบขั้นตอนก่อนหน้า' },
    detail: {
      en: '{operation} waits for {predecessor}, which is no operation of this routing.',
      th: '{operation} รอ {predecessor} ซึ่งไม่มีในเส้นทางการผลิตนี้',
    },
  },
  'catalog.operation_twice': {
    status: 422,
    title: { en: 'Two operations have the same code', th: 'มีขั้นตอนที่ใช้รหัสซ้ำกัน' },
    detail: {
      en: 'Give each operation a code of its own; {operation} is there twice.',
      th: 'แต่ละขั้นตอนต้องมีรหัสไม่ซ้ำกัน พบ {operation} สองครั้ง',
    },
  },
  'catalog.component_twice': {
    status: 422,
    title: { en: 'A component is listed twice', th: 'มีส่วนประกอบซ้ำ' },
    detail: {
      en: 'Put the quantities of {sku} together on one line.',
      th: 'รวมจำนวนของ {sku} ไว้ในบรรทัดเดียว',
    },
  },
})

explainConstraint('product_serial_code_key', () => fail('catalog.serial_code_taken'))
explainConstraint('product_gtin_key', () => fail('catalog.gtin_taken'))
explainConstraint('gtin_taken', () => fail('catalog.gtin_taken'))
explainConstraint('gtin_claimed', () => fail('catalog.gtin_claimed'))
explainConstraint('gtin_on_pieces', () => fail('catalog.gtin_on_pieces'))
explainConstraint('product_in_use', () => fail('catalog.product_in_use'))
explainConstraint('product_serialised_has_code', () => fail('catalog.serial_code_missing'))

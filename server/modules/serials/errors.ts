import { explainConstraint } from '../../kernel/errors/from-database.ts'
import { defineErrors } from '../../kernel/errors/problem.ts'

export const fail = defineErrors({
  'serials.wrong_state': {
    status: 409,
    title: { en: 'The piece is not in a state for this', th: 'ชิ้นงานไม่อยู่ในสถานะที่ทำรายการนี้ได้' },
    detail: {
      en: '{serial} is {state}. Reload it to see what can be done with it now.',
      th: '{serial} อยู่ในสถานะ {state} โปรดโหลดใหม่เพื่อดูสิ่งที่ทำได้ตอนนี้',
    },
  },
  'serials.in_ticket': {
    status: 409,
    title: { en: 'The piece is on a job ticket', th: 'ชิ้นงานอยู่ในใบสั่งงาน' },
    detail: {
      en: '{serial} is still being made: scrap or cancel it on its job ticket.',
      th: '{serial} ยังอยู่ระหว่างผลิต โปรดคัดทิ้งหรือยกเลิกที่ใบสั่งงาน',
    },
  },
  'serials.set_aside': {
    status: 409,
    title: { en: 'The piece is set aside for an order', th: 'ชิ้นงานถูกกันไว้สำหรับคำสั่งซื้อ' },
    detail: {
      en: '{serial} is promised to an order and no other piece can take its place. Cancel the order or put another piece into stock first.',
      th: '{serial} ถูกกันไว้ให้คำสั่งซื้อและไม่มีชิ้นอื่นแทน โปรดยกเลิกคำสั่งซื้อหรือเพิ่มชิ้นอื่นเข้าคลังก่อน',
    },
  },
  'serials.digital_link_malformed': {
    status: 400,
    title: { en: 'This is no GS1 Digital Link', th: 'ที่อยู่นี้ไม่ใช่ GS1 Digital Link' },
    detail: {
      en: '{problem} Write /01/ and the 14 digits of a GTIN, then /21/ and the serial.',
      th: '{problem} เขียน /01/ ตามด้วย GTIN 14 หลัก แล้วตามด้วย /21/ และหมายเลขประจำชิ้น',
    },
  },
  'serials.line_unknown': {
    status: 422,
    title: { en: 'There is no such line', th: 'ไม่มีสายการผลิตนี้' },
    detail: {
      en: 'The workshop has no line {line}. Choose one of its lines or create it.',
      th: 'เวิร์กช็อปไม่มีสายการผลิต {line} โปรดเลือกสายที่มีหรือสร้างใหม่',
    },
  },
  'serials.line_code_taken': {
    status: 409,
    title: { en: 'This line code is taken', th: 'รหัสสายการผลิตนี้ถูกใช้แล้ว' },
    detail: {
      en: 'Another line has the same code. O and 0 count as the same, and so do I, L and 1.',
      th: 'มีสายการผลิตอื่นใช้รหัสนี้แล้ว โดยถือว่า O กับ 0 และ I, L กับ 1 เหมือนกัน',
    },
  },
  'serials.line_index_taken': {
    status: 409,
    title: { en: 'This line index is taken', th: 'ลำดับสายการผลิตนี้ถูกใช้แล้ว' },
    detail: {
      en: 'Another line has it. Leave the index out to get the next free one.',
      th: 'มีสายการผลิตอื่นใช้ลำดับนี้ เว้นว่างไว้เพื่อใช้ลำดับถัดไปที่ว่าง',
    },
  },
  'serials.lines_full': {
    status: 422,
    title: { en: 'No further line is possible', th: 'เพิ่มสายการผลิตไม่ได้อีก' },
    detail: {
      en: 'A workshop has at most 30 lines of its own beside HAT and OEM.',
      th: 'เวิร์กช็อปมีสายของตนเองได้ไม่เกิน 30 สายนอกจาก HAT และ OEM',
    },
  },
  'serials.not_serialised': {
    status: 422,
    title: { en: 'The product has no serial numbers', th: 'สินค้านี้ไม่ใช้หมายเลขประจำชิ้น' },
    detail: {
      en: 'Make {sku} a serialised product with a serial code first.',
      th: 'ตั้งค่า {sku} ให้เป็นสินค้าที่มีหมายเลขประจำชิ้นและมีรหัสสินค้าในหมายเลขก่อน',
    },
  },
  'serials.day_full': {
    status: 422,
    title: { en: 'No numbers are left today', th: 'หมายเลขของวันนี้หมดแล้ว' },
    detail: {
      en: 'The line {line} has used {used} of 33,554,431 numbers today. Issue fewer, or go on tomorrow.',
      th: 'สาย {line} ใช้ไปแล้ว {used} จาก 33,554,431 หมายเลขวันนี้ โปรดออกน้อยลงหรือทำต่อพรุ่งนี้',
    },
  },
  'serials.line_is_standard': {
    status: 422,
    title: { en: 'This line issues standard serials', th: 'สายการผลิตนี้ออกหมายเลขมาตรฐาน' },
    detail: {
      en: 'Leave the numbers out: {line} makes its own. To type numbers, turn off its flag first.',
      th: 'ไม่ต้องระบุหมายเลข เพราะ {line} ออกเอง หากต้องการพิมพ์เองให้ปิดแฟล็กก่อน',
    },
  },
  'serials.numbers_count': {
    status: 422,
    title: { en: 'The numbers do not fit the quantity', th: 'จำนวนหมายเลขไม่ตรงกับปริมาณ' },
    detail: {
      en: 'Give exactly {quantity} numbers; {given} were given.',
      th: 'โปรดระบุ {quantity} หมายเลขพอดี ที่ให้มามี {given}',
    },
  },
  'serials.number_twice': {
    status: 422,
    title: { en: 'A number is listed twice', th: 'มีหมายเลขซ้ำในรายการ' },
    detail: {
      en: '{number} is there twice; capitals, spaces and hyphens make no difference, nor O for 0, I and L for 1.',
      th: '{number} ซ้ำกัน โดยไม่นับตัวพิมพ์ใหญ่เล็ก เว้นวรรค ขีด และถือว่า O=0, I=L=1',
    },
  },
  'serials.number_taken': {
    status: 409,
    title: { en: 'This number is taken', th: 'หมายเลขนี้ถูกใช้แล้ว' },
    detail: {
      en: 'Another piece has the number {number}. A number is never used twice.',
      th: 'มีชิ้นงานอื่นใช้หมายเลข {number} แล้ว หมายเลขใช้ซ้ำไม่ได้',
    },
  },
  'serials.number_unusable': {
    status: 422,
    title: { en: 'This number cannot be used', th: 'ใช้หมายเลขนี้ไม่ได้' },
    detail: {
      en: '{number}: give 1 to 60 printed characters that do not read like a standard serial.',
      th: '{number}: ใช้ตัวอักษร 1 ถึง 60 ตัว และต้องไม่อ่านได้เป็นหมายเลขมาตรฐาน',
    },
  },
  'serials.range_overlaps': {
    status: 409,
    title: { en: 'These numbers are in another range', th: 'หมายเลขเหล่านี้อยู่ในช่วงอื่นแล้ว' },
    detail: {
      en: 'A number can be in one range only. Compare the first and last number with the ranges that are registered.',
      th: 'หมายเลขหนึ่งอยู่ได้เพียงช่วงเดียว โปรดเทียบหมายเลขแรกและสุดท้ายกับช่วงที่ลงทะเบียนแล้ว',
    },
  },
  'serials.range_unusable': {
    status: 422,
    title: { en: 'These numbers cannot be a range', th: 'ใช้หมายเลขเหล่านี้เป็นช่วงไม่ได้' },
    detail: {
      en: '{number}: every number needs the digits given, at most 60 printed characters, and must not read like a standard serial.',
      th: '{number}: ทุกหมายเลขต้องมีจำนวนหลักตามที่ระบุ ไม่เกิน 60 ตัวอักษร และต้องไม่อ่านได้เป็นหมายเลขมาตรฐาน',
    },
  },
  'serials.range_number_void': {
    status: 409,
    title: { en: 'This number is void', th: 'หมายเลขนี้ถูกยกเลิกแล้ว' },
    detail: {
      en: '{number} of the range “{range}” was declared void and is never used. Take another label.',
      th: '{number} ในช่วง “{range}” ถูกยกเลิกแล้วและใช้ไม่ได้อีก โปรดใช้ป้ายอื่น',
    },
  },
  'serials.range_number_used': {
    status: 409,
    title: { en: 'A piece has this number', th: 'มีชิ้นงานใช้หมายเลขนี้แล้ว' },
    detail: {
      en: '{number} is on a piece. Void the piece if it does not exist, and leave its number out here.',
      th: '{number} อยู่บนชิ้นงานแล้ว หากไม่มีชิ้นงานจริงให้ยกเลิกที่ชิ้นงาน และไม่ต้องรวมหมายเลขนี้ที่นี่',
    },
  },
  'serials.range_not_for': {
    status: 422,
    title: { en: 'The number was printed for something else', th: 'หมายเลขนี้พิมพ์ไว้สำหรับรายการอื่น' },
    detail: {
      en: '{number} belongs to the range “{range}”, which is for another product or line.',
      th: '{number} อยู่ในช่วง “{range}” ซึ่งใช้กับสินค้าหรือสายการผลิตอื่น',
    },
  },
  'serials.range_short': {
    status: 422,
    title: { en: 'The range has too few numbers left', th: 'หมายเลขในช่วงเหลือไม่พอ' },
    detail: {
      en: '“{range}” has {left} numbers left; {wanted} are wanted. Issue fewer, or register the next range.',
      th: '“{range}” เหลือ {left} หมายเลข ต้องการ {wanted} โปรดออกน้อยลงหรือลงทะเบียนช่วงถัดไป',
    },
  },
})

explainConstraint('serial_range_apart', () => fail('serials.range_overlaps'))
explainConstraint('serial_range_number_key', () => fail('serials.number_taken', { number: '' }))
explainConstraint('serial_folded_key', () => fail('serials.number_taken', { number: '' }))
explainConstraint('serial_compact_key', () => fail('serials.number_taken', { number: '' }))
explainConstraint('serial_line_code_key', () => fail('serials.line_code_taken'))
explainConstraint('serial_line_index_key', () => fail('serials.line_index_taken'))

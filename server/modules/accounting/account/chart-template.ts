import type { AccountType } from './account.ts'
import type { Purpose } from './purposes.ts'

export interface TemplateAccount {
  readonly code: string
  readonly name: string
  readonly nameTh: string
  readonly type: AccountType
  readonly purpose?: Purpose
}

/** The chart that a new workshop starts with: what a maker needs who buys material, makes pieces and sells them. */
export const MAKER_CHART: readonly TemplateAccount[] = [
  { code: '1010', name: 'Cash', nameTh: 'เงินสด', type: 'asset', purpose: 'cash' },
  { code: '1020', name: 'Bank', nameTh: 'เงินฝากธนาคาร', type: 'asset', purpose: 'bank' },
  {
    code: '1030',
    name: 'Payment provider clearing',
    nameTh: 'พักเงินผู้ให้บริการรับชำระเงิน',
    type: 'asset',
    purpose: 'clearing',
  },
  { code: '1100', name: 'Accounts receivable', nameTh: 'ลูกหนี้การค้า', type: 'asset', purpose: 'receivable' },
  { code: '1310', name: 'Raw materials', nameTh: 'วัตถุดิบ', type: 'asset', purpose: 'raw_material' },
  { code: '1320', name: 'Work in progress', nameTh: 'งานระหว่างทำ', type: 'asset', purpose: 'wip' },
  { code: '1330', name: 'Finished goods', nameTh: 'สินค้าสำเร็จรูป', type: 'asset', purpose: 'finished_goods' },
  { code: '1500', name: 'Equipment', nameTh: 'เครื่องจักรและอุปกรณ์', type: 'asset', purpose: 'equipment' },
  { code: '2010', name: 'Accounts payable', nameTh: 'เจ้าหนี้การค้า', type: 'liability', purpose: 'payable' },
  { code: '2100', name: 'Output VAT', nameTh: 'ภาษีขาย', type: 'liability', purpose: 'output_vat' },
  { code: '2110', name: 'Input VAT', nameTh: 'ภาษีซื้อ', type: 'liability', purpose: 'input_vat' },
  {
    code: '2200',
    name: 'Customer deposits',
    nameTh: 'เงินรับล่วงหน้าจากลูกค้า',
    type: 'liability',
    purpose: 'deposits',
  },
  { code: '3010', name: 'Share capital', nameTh: 'ทุนเรือนหุ้น', type: 'equity', purpose: 'capital' },
  {
    code: '3020',
    name: 'Retained earnings',
    nameTh: 'กำไรสะสม',
    type: 'equity',
    purpose: 'retained_earnings',
  },
  { code: '3900', name: 'Opening balance', nameTh: 'ยอดยกมา', type: 'equity', purpose: 'opening' },
  { code: '4010', name: 'Sales', nameTh: 'รายได้จากการขาย', type: 'income', purpose: 'sales' },
  {
    code: '4020',
    name: 'Shipping income',
    nameTh: 'รายได้ค่าจัดส่ง',
    type: 'income',
    purpose: 'shipping_income',
  },
  {
    code: '4090',
    name: 'Sales refunds',
    nameTh: 'รับคืนและคืนเงินลูกค้า',
    type: 'income',
    purpose: 'sales_refunds',
  },
  { code: '5010', name: 'Cost of goods sold', nameTh: 'ต้นทุนขาย', type: 'expense', purpose: 'cogs' },
  {
    code: '5110',
    name: 'Labour applied',
    nameTh: 'ค่าแรงคิดเข้างาน',
    type: 'expense',
    purpose: 'labour_applied',
  },
  {
    code: '5120',
    name: 'Manufacturing variance',
    nameTh: 'ผลต่างการผลิต',
    type: 'expense',
    purpose: 'variance',
  },
  {
    code: '5130',
    name: 'Stock adjustment',
    nameTh: 'ปรับปรุงสินค้าคงเหลือ',
    type: 'expense',
    purpose: 'stock_adjustment',
  },
  { code: '6010', name: 'Rent', nameTh: 'ค่าเช่า', type: 'expense' },
  { code: '6020', name: 'Wages', nameTh: 'เงินเดือนและค่าจ้าง', type: 'expense' },
]

import { explainConstraint } from '../../kernel/errors/from-database.ts'
import { defineErrors } from '../../kernel/errors/problem.ts'

export const fail = defineErrors({
  'manufacturing.ticket_state': {
    status: 409,
    title: { en: 'The ticket is not in a state for this', th: 'ใบสั่งงานไม่อยู่ในสถานะที่ทำรายการนี้ได้' },
    detail: {
      en: '{ticket} is {state}. Reload it to see what can be done with it now.',
      th: '{ticket} อยู่ในสถานะ {state} โปรดโหลดใหม่เพื่อดูสิ่งที่ทำได้ตอนนี้',
    },
  },
  'manufacturing.ticket_begins_by_itself': {
    status: 409,
    title: {
      en: 'It begins by itself with the first work that is logged',
      th: 'งานจะเริ่มเองเมื่อมีการบันทึกงานครั้งแรก',
    },
    detail: {
      en: 'A ticket begins by itself with the first work that is logged on it.',
      th: 'ใบสั่งงานจะเริ่มเองเมื่อมีการบันทึกงานครั้งแรก',
    },
  },
  'manufacturing.ticket_completes_by_itself': {
    status: 409,
    title: {
      en: 'It is completed by itself with the last good piece',
      th: 'งานจะเสร็จเองเมื่อชิ้นงานดีชิ้นสุดท้ายเสร็จ',
    },
    detail: {
      en: 'A ticket is completed by itself with its last good piece.',
      th: 'ใบสั่งงานจะเสร็จเองเมื่อชิ้นงานดีชิ้นสุดท้ายเสร็จ',
    },
  },
  'manufacturing.ticket_never_draft_again': {
    status: 409,
    title: {
      en: 'What was released is never a draft again',
      th: 'ใบที่ปล่อยแล้วกลับไปเป็นฉบับร่างไม่ได้',
    },
    detail: {
      en: 'A released ticket has serials and never is a draft again. Cancel it, or put it on hold.',
      th: 'ใบสั่งงานที่ปล่อยแล้วมีหมายเลขชิ้นงาน จึงกลับไปเป็นฉบับร่างไม่ได้ ให้ยกเลิกหรือระงับไว้แทน',
    },
  },
  'manufacturing.ticket_on_hold': {
    status: 409,
    title: { en: 'The ticket is on hold', th: 'ใบสั่งงานถูกระงับไว้' },
    detail: {
      en: '{ticket} is on hold. Finish or pause what is running; begin nothing new until a planner resumes it.',
      th: '{ticket} ถูกระงับไว้ ทำงานที่ค้างให้เสร็จหรือพักไว้ได้ แต่อย่าเริ่มงานใหม่จนกว่าผู้วางแผนจะให้ทำต่อ',
    },
  },
  'manufacturing.ticket_logged': {
    status: 409,
    title: { en: 'Work was logged on this ticket', th: 'มีการบันทึกงานในใบสั่งงานนี้แล้ว' },
    detail: {
      en: '{ticket} cannot be cancelled any more. Close it: what was spent goes to variance.',
      th: 'ยกเลิก {ticket} ไม่ได้แล้ว ให้ปิดใบสั่งงานแทน ต้นทุนที่ใช้ไปจะบันทึกเป็นผลต่างการผลิต',
    },
  },
  'manufacturing.ticket_unfinished': {
    status: 409,
    title: { en: 'Not everything is finished', th: 'ยังผลิตไม่ครบ' },
    detail: {
      en: '{good} of {wanted} of {ticket} are finished. Finish the rest, or close it short (`short: true`): the rest will not be made.',
      th: '{ticket} เสร็จแล้ว {good} จาก {wanted} โปรดทำให้ครบ หรือปิดก่อนครบ (`short: true`) ส่วนที่เหลือจะไม่ผลิต',
    },
  },
  'manufacturing.ticket_running': {
    status: 409,
    title: { en: 'Somebody is working on this ticket', th: 'มีคนกำลังทำงานในใบสั่งงานนี้' },
    detail: {
      en: '{operator} is at {task} of {token}. Let it be paused or completed first.',
      th: '{operator} กำลังทำ {task} ของ {token} โปรดพักหรือปิดงานก่อน',
    },
  },
  'manufacturing.no_routing': {
    status: 422,
    title: { en: 'The product has no routing', th: 'สินค้านี้ยังไม่มีเส้นทางการผลิต' },
    detail: {
      en: 'Give {sku} a routing, then release the ticket.',
      th: 'เพิ่มเส้นทางการผลิตให้ {sku} ก่อน แล้วจึงปล่อยใบสั่งงาน',
    },
  },
  'manufacturing.not_made': {
    status: 422,
    title: { en: 'This product is not made here', th: 'สินค้านี้ไม่ได้ผลิตที่นี่' },
    detail: {
      en: '{sku} is a material or a service. Choose a finished product or a component.',
      th: '{sku} เป็นวัตถุดิบหรือบริการ โปรดเลือกสินค้าสำเร็จรูปหรือชิ้นส่วน',
    },
  },
  'manufacturing.line_unknown': {
    status: 422,
    title: { en: 'There is no such line', th: 'ไม่มีสายการผลิตนี้' },
    detail: {
      en: 'The workshop has no line {line}. Choose one of its lines.',
      th: 'เวิร์กช็อปไม่มีสายการผลิต {line} โปรดเลือกสายที่มี',
    },
  },
  'manufacturing.quantity_whole': {
    status: 422,
    title: { en: 'Pieces are counted whole', th: 'จำนวนชิ้นต้องเป็นจำนวนเต็ม' },
    detail: {
      en: '{sku} has serials, so its quantity must be a whole number.',
      th: '{sku} มีหมายเลขประจำชิ้น จำนวนจึงต้องเป็นจำนวนเต็ม',
    },
  },
  'manufacturing.too_many_pieces': {
    status: 422,
    title: { en: 'Too many pieces for one ticket', th: 'จำนวนชิ้นมากเกินไปสำหรับใบเดียว' },
    detail: {
      en: 'A ticket may have {most} pieces with serials at the most. Make several tickets.',
      th: 'ใบสั่งงานหนึ่งใบมีชิ้นงานที่มีหมายเลขได้ไม่เกิน {most} ชิ้น โปรดแยกเป็นหลายใบ',
    },
  },
  'manufacturing.component_serialised': {
    status: 422,
    title: { en: 'A component has serials', th: 'ส่วนประกอบมีหมายเลขประจำชิ้น' },
    detail: {
      en: '{sku} would have to be taken piece by piece, which tickets cannot do yet. Take it out of the bill of materials.',
      th: '{sku} ต้องเบิกทีละชิ้น ซึ่งใบสั่งงานยังทำไม่ได้ โปรดนำออกจากสูตรการผลิต',
    },
  },
  'manufacturing.task_unknown': {
    status: 422,
    title: { en: 'There is no such operation', th: 'ไม่มีขั้นตอนนี้' },
    detail: {
      en: '{task} is no operation of {ticket}. Scan the token again to see its operations.',
      th: '{task} ไม่ใช่ขั้นตอนของ {ticket} โปรดสแกนใหม่เพื่อดูขั้นตอนที่มี',
    },
  },
  'manufacturing.token_over': {
    status: 409,
    title: { en: 'Nothing more can be logged for this token', th: 'บันทึกงานของชิ้นนี้ต่อไม่ได้แล้ว' },
    detail: {
      en: '{token} is {state}. Check that you scanned the right one.',
      th: '{token} อยู่ในสถานะ {state} โปรดตรวจว่าสแกนถูกชิ้น',
    },
  },
  'manufacturing.token_on_hold': {
    status: 409,
    title: { en: 'This piece is on hold', th: 'ชิ้นงานนี้ถูกระงับไว้' },
    detail: {
      en: '{token} is on hold. It has to be released before work goes on.',
      th: '{token} ถูกระงับไว้ ต้องให้ทำต่อก่อนจึงทำงานต่อได้',
    },
  },
  'manufacturing.token_not_on_hold': {
    status: 409,
    title: { en: 'This piece is not on hold', th: 'ชิ้นงานนี้ไม่ได้ถูกระงับไว้' },
    detail: {
      en: '{token} is {state}: there is nothing to release.',
      th: '{token} อยู่ในสถานะ {state} จึงไม่มีอะไรให้ทำต่อ',
    },
  },
  'manufacturing.task_running': {
    status: 409,
    title: { en: 'This operation is running', th: 'ขั้นตอนนี้กำลังทำอยู่' },
    detail: {
      en: '{operator} is working on {task}. It has to be paused or completed first.',
      th: '{operator} กำลังทำ {task} ต้องพักหรือปิดงานก่อน',
    },
  },
  'manufacturing.task_paused': {
    status: 409,
    title: { en: 'This operation is paused', th: 'ขั้นตอนนี้พักอยู่' },
    detail: { en: '{task} was begun already: resume it.', th: '{task} เริ่มไปแล้ว โปรดกดทำต่อ' },
  },
  'manufacturing.task_done': {
    status: 409,
    title: { en: 'This operation is done', th: 'ขั้นตอนนี้เสร็จแล้ว' },
    detail: {
      en: '{task} of {token} is done. If it has to be done again, log a rework.',
      th: '{task} ของ {token} เสร็จแล้ว หากต้องทำซ้ำให้บันทึกแก้งาน',
    },
  },
  'manufacturing.not_started': {
    status: 409,
    title: { en: 'This operation is not running', th: 'ขั้นตอนนี้ไม่ได้ทำอยู่' },
    detail: {
      en: 'Start {task} first. To complete it without a start, give the minutes it took.',
      th: 'โปรดเริ่ม {task} ก่อน หากปิดงานโดยไม่ได้เริ่ม ให้ระบุจำนวนนาทีที่ใช้',
    },
  },
  'manufacturing.not_paused': {
    status: 409,
    title: { en: 'This operation is not paused', th: 'ขั้นตอนนี้ไม่ได้พักอยู่' },
    detail: {
      en: '{task} is {state}: there is nothing to resume.',
      th: '{task} อยู่ในสถานะ {state} ไม่มีงานให้ทำต่อ',
    },
  },
  'manufacturing.predecessors_open': {
    status: 409,
    title: { en: 'Earlier operations are not done', th: 'ขั้นตอนก่อนหน้ายังไม่เสร็จ' },
    detail: {
      en: '{task} waits for {waitingFor}. Complete that first.',
      th: '{task} รอ {waitingFor} โปรดทำขั้นตอนนั้นให้เสร็จก่อน',
    },
  },
  'manufacturing.rejected_waiting': {
    status: 409,
    title: { en: 'What was rejected here is still waiting', th: 'งานที่ไม่ผ่านยังรอการตัดสินใจ' },
    detail: {
      en: '{task}: log a rework or scrap what was rejected.',
      th: '{task}: โปรดบันทึกแก้งานหรือคัดทิ้งงานที่ไม่ผ่าน',
    },
  },
  'manufacturing.quantity_exceeds': {
    status: 422,
    title: { en: 'The quantity is too large', th: 'จำนวนมากเกินไป' },
    detail: {
      en: '{available} are there for {task}, {given} were logged. Count again.',
      th: '{task} มีให้ทำ {available} แต่บันทึก {given} โปรดนับใหม่',
    },
  },
  'manufacturing.quantity_missing': {
    status: 422,
    title: { en: 'How many?', th: 'จำนวนเท่าไร' },
    detail: {
      en: 'Give rejectedQuantity: how many of the batch it is about.',
      th: 'โปรดระบุ rejectedQuantity ว่ากี่ชิ้นในชุดนี้',
    },
  },
  'manufacturing.quantity_pointless': {
    status: 422,
    title: { en: 'This has no quantity', th: 'รายการนี้ไม่มีจำนวน' },
    detail: {
      en: 'A {event} takes no {field}. Leave it out.',
      th: '{event} ไม่ต้องมี {field} โปรดนำออก',
    },
  },
  'manufacturing.minutes_measured': {
    status: 422,
    title: { en: 'The minutes are measured', th: 'ระบบจับเวลาอยู่แล้ว' },
    detail: {
      en: '{task} was started, so its minutes come from the device times. Leave minutes out.',
      th: '{task} เริ่มจับเวลาแล้ว เวลาคำนวณจากเครื่อง โปรดไม่ต้องระบุนาที',
    },
  },
  'manufacturing.evidence_missing': {
    status: 422,
    title: { en: 'Proof of the step is missing', th: 'ขาดหลักฐานของขั้นตอน' },
    detail: {
      en: '{task} asks for proof before it is complete: add the photo, or write the measurement or the result of the check.',
      th: '{task} ต้องมีหลักฐานก่อนจะเสร็จ โปรดเพิ่มรูป หรือบันทึกค่าที่วัดหรือผลตรวจ',
    },
  },
  'manufacturing.file_unknown': {
    status: 422,
    title: { en: 'A file does not exist', th: 'ไม่พบไฟล์' },
    detail: {
      en: 'Upload the photo first, then log with the id it was given.',
      th: 'โปรดอัปโหลดรูปก่อน แล้วบันทึกด้วยรหัสที่ได้รับ',
    },
  },
  'manufacturing.run_by_other': {
    status: 409,
    title: { en: 'Somebody else is working on this', th: 'คนอื่นกำลังทำขั้นตอนนี้อยู่' },
    detail: {
      en: '{operator} is at {task}. They have to log it or hand it over; a supervisor can log for them.',
      th: '{operator} กำลังทำ {task} ต้องให้ผู้นั้นบันทึกหรือส่งต่องาน หรือให้หัวหน้างานบันทึกแทน',
    },
  },
  'manufacturing.operator_busy': {
    status: 409,
    title: { en: 'Something else is running', th: 'มีงานอื่นทำอยู่' },
    detail: {
      en: 'One person works on one thing at a time. Pause or complete what is running first.',
      th: 'คนหนึ่งทำได้ทีละงาน โปรดพักหรือปิดงานที่กำลังทำอยู่ก่อน',
    },
  },
  'manufacturing.operator_needed': {
    status: 422,
    title: { en: 'Who did it?', th: 'ใครเป็นผู้ทำ' },
    detail: {
      en: 'Give operatorId and operatorName: nobody is signed in who could have worked.',
      th: 'โปรดระบุ operatorId และ operatorName เพราะไม่มีผู้ปฏิบัติงานลงชื่อเข้าใช้',
    },
  },
  'manufacturing.operator_unknown': {
    status: 422,
    title: { en: 'Nobody has this id', th: 'ไม่พบผู้ปฏิบัติงาน' },
    detail: {
      en: '{operator} is no member of the workshop. Give a name with it if it is somebody else.',
      th: '{operator} ไม่ใช่สมาชิกของเวิร์กช็อป หากเป็นคนอื่นโปรดระบุชื่อด้วย',
    },
  },
  'manufacturing.handover_to_whom': {
    status: 422,
    title: { en: 'Handed over to whom?', th: 'ส่งต่องานให้ใคร' },
    detail: {
      en: 'Give toOperatorId, of somebody else than the one who hands over; only for a handover.',
      th: 'โปรดระบุ toOperatorId ของคนอื่นที่รับงานต่อ ใช้กับการส่งต่องานเท่านั้น',
    },
  },
  'manufacturing.device_event_reused': {
    status: 422,
    title: { en: 'This event id was used for something else', th: 'รหัสเหตุการณ์นี้ถูกใช้แล้ว' },
    detail: {
      en: 'Give each log a deviceEventId of its own; the same one is only sent again with the same content.',
      th: 'แต่ละบันทึกต้องมี deviceEventId ของตนเอง ส่งซ้ำได้เฉพาะเมื่อเนื้อหาเหมือนเดิม',
    },
  },
  'manufacturing.nothing_to_rework': {
    status: 409,
    title: { en: 'There is nothing to rework', th: 'ไม่มีงานให้แก้' },
    detail: {
      en: 'At {task} or after it, not as many were rejected or done. Check operation and quantity.',
      th: 'ที่ {task} หรือหลังจากนั้นไม่มีงานที่ไม่ผ่านหรือเสร็จแล้วมากเท่านี้ โปรดตรวจขั้นตอนและจำนวน',
    },
  },
  'manufacturing.serials_missing': {
    status: 409,
    title: { en: 'Serials are missing', th: 'หมายเลขประจำชิ้นไม่พอ' },
    detail: {
      en: '{ticket} has only {left} serials left for {wanted} pieces: some were taken out of the way. Reinstate them first.',
      th: '{ticket} เหลือหมายเลข {left} สำหรับ {wanted} ชิ้น เพราะบางหมายเลขถูกระงับ โปรดคืนสถานะก่อน',
    },
  },
  'manufacturing.log_reversed': {
    status: 409,
    title: { en: 'This log was reversed already', th: 'บันทึกนี้ถูกยกเลิกแล้ว' },
    detail: {
      en: 'A log can be reversed once, and a reversal not at all. Log again what is right.',
      th: 'บันทึกหนึ่งยกเลิกได้ครั้งเดียว และคืนการยกเลิกไม่ได้ โปรดบันทึกใหม่ให้ถูกต้อง',
    },
  },
  'manufacturing.log_not_last': {
    status: 409,
    title: { en: 'Later logs stand on this one', th: 'มีบันทึกที่ใหม่กว่าต่อจากรายการนี้' },
    detail: {
      en: 'Reverse the later {event} at {task} first, then this one.',
      th: 'โปรดยกเลิกบันทึก {event} ที่ {task} ซึ่งใหม่กว่าก่อน แล้วจึงยกเลิกบันทึกนี้',
    },
  },
  'manufacturing.log_opposite': {
    status: 409,
    title: { en: 'Log the opposite instead', th: 'ให้บันทึกรายการตรงข้ามแทน' },
    detail: {
      en: 'A {event} is undone by logging a {opposite}.',
      th: 'ยกเลิก {event} ด้วยการบันทึก {opposite}',
    },
  },
  'manufacturing.log_final': {
    status: 409,
    title: { en: 'This log cannot be reversed', th: 'ยกเลิกบันทึกนี้ไม่ได้' },
    detail: {
      en: 'With it, pieces went into stock or were scrapped, with their serials and cost. Correct the stock or the piece instead.',
      th: 'บันทึกนี้นำชิ้นงานเข้าคลังหรือคัดทิ้งพร้อมหมายเลขและต้นทุนแล้ว โปรดแก้ที่สต็อกหรือชิ้นงานแทน',
    },
  },
})

/** What logging work may answer by itself; stock, serials and the ledger add theirs. */
export const WORK_ERRORS = [
  'manufacturing.ticket_state',
  'manufacturing.ticket_on_hold',
  'manufacturing.task_unknown',
  'manufacturing.token_over',
  'manufacturing.token_on_hold',
  'manufacturing.token_not_on_hold',
  'manufacturing.task_running',
  'manufacturing.task_paused',
  'manufacturing.task_done',
  'manufacturing.not_started',
  'manufacturing.not_paused',
  'manufacturing.predecessors_open',
  'manufacturing.rejected_waiting',
  'manufacturing.quantity_exceeds',
  'manufacturing.quantity_missing',
  'manufacturing.quantity_pointless',
  'manufacturing.quantity_whole',
  'manufacturing.minutes_measured',
  'manufacturing.evidence_missing',
  'manufacturing.file_unknown',
  'manufacturing.run_by_other',
  'manufacturing.operator_busy',
  'manufacturing.operator_needed',
  'manufacturing.operator_unknown',
  'manufacturing.handover_to_whom',
  'manufacturing.device_event_reused',
  'manufacturing.nothing_to_rework',
  'manufacturing.serials_missing',
] as const

explainConstraint('running_log_tenant_id_id_pk', () => fail('manufacturing.operator_busy'))
explainConstraint('wip_device_event_tenant_id_id_pk', () => fail('manufacturing.device_event_reused'))

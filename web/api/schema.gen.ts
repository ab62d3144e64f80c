// Written by bin/generate-api.mjs from the modules’ declarations: `npm run api:generate`. Not to be edited.

export interface paths {
  '/api/v1/account': {
    get: operations['identity.account.get']
  }
  '/api/v1/accounts': {
    get: operations['accounting.account.list']
    post: operations['accounting.account.create']
  }
  '/api/v1/accounts/export': {
    get: operations['accounting.account.export']
  }
  '/api/v1/accounts/import': {
    post: operations['accounting.account.import']
  }
  '/api/v1/accounts/{id}': {
    get: operations['accounting.account.get']
    patch: operations['accounting.account.update']
    delete: operations['accounting.account.delete']
  }
  '/api/v1/accounts/{id}/ledger': {
    get: operations['accounting.account.ledger']
  }
  '/api/v1/accounts/{id}/restore': {
    post: operations['accounting.account.restore']
  }
  '/api/v1/api-keys': {
    get: operations['identity.api_key.list']
    post: operations['identity.api_key.create']
  }
  '/api/v1/api-keys/export': {
    get: operations['identity.api_key.export']
  }
  '/api/v1/api-keys/{id}': {
    get: operations['identity.api_key.get']
    delete: operations['identity.api_key.revoke']
  }
  '/api/v1/audit-records': {
    get: operations['audit.record.list']
  }
  '/api/v1/audit-records/export': {
    get: operations['audit.record.export']
  }
  '/api/v1/balance-sheet': {
    get: operations['accounting.balance_sheet']
  }
  '/api/v1/bills-of-materials/import': {
    post: operations['catalog.bill_of_materials.import']
  }
  '/api/v1/brand': {
    get: operations['branding.brand.get']
    put: operations['branding.brand.save']
  }
  '/api/v1/bulk': {
    post: operations['lists.bulk.run']
  }
  '/api/v1/changes': {
    get: operations['live.change.list']
  }
  '/api/v1/claim-codes': {
    post: operations['ownership.claim_code.make']
  }
  '/api/v1/comments': {
    post: operations['comments.comment.add']
  }
  '/api/v1/comments/mentionable': {
    get: operations['comments.mentionable.list']
  }
  '/api/v1/comments/{id}': {
    patch: operations['comments.comment.edit']
    delete: operations['comments.comment.delete']
  }
  '/api/v1/customers': {
    get: operations['crm.customer.list']
    post: operations['crm.customer.create']
  }
  '/api/v1/customers/export': {
    get: operations['crm.customer.export']
  }
  '/api/v1/customers/import': {
    post: operations['crm.customer.import']
  }
  '/api/v1/customers/{id}': {
    get: operations['crm.customer.get']
    patch: operations['crm.customer.update']
    delete: operations['crm.customer.delete']
  }
  '/api/v1/customers/{id}/restore': {
    post: operations['crm.customer.restore']
  }
  '/api/v1/dashboard': {
    get: operations['reporting.dashboard.get']
  }
  '/api/v1/epcis/bizLocations': {
    get: operations['traceability.biz_location.list']
  }
  '/api/v1/epcis/bizLocations/{bizLocation}/events': {
    get: operations['traceability.biz_location.events']
  }
  '/api/v1/epcis/bizSteps': {
    get: operations['traceability.biz_step.list']
  }
  '/api/v1/epcis/bizSteps/{bizStep}/events': {
    get: operations['traceability.biz_step.events']
  }
  '/api/v1/epcis/capture': {
    post: operations['traceability.event.capture']
    get: operations['traceability.capture.list']
  }
  '/api/v1/epcis/capture/{id}': {
    get: operations['traceability.capture.get']
  }
  '/api/v1/epcis/dispositions': {
    get: operations['traceability.disposition.list']
  }
  '/api/v1/epcis/dispositions/{disposition}/events': {
    get: operations['traceability.disposition.events']
  }
  '/api/v1/epcis/epcs/{epc}/events': {
    get: operations['traceability.epc.events']
  }
  '/api/v1/epcis/eventTypes': {
    get: operations['traceability.event_type.list']
  }
  '/api/v1/epcis/eventTypes/{eventType}/events': {
    get: operations['traceability.event_type.events']
  }
  '/api/v1/epcis/events': {
    get: operations['traceability.event.list']
  }
  '/api/v1/epcis/events/{eventID}': {
    get: operations['traceability.event.get']
  }
  '/api/v1/epcis/lots/{id}': {
    get: operations['traceability.lot.history']
  }
  '/api/v1/epcis/lots/{id}/classes': {
    post: operations['traceability.lot.name']
  }
  '/api/v1/epcis/queries': {
    post: operations['traceability.query.create']
    get: operations['traceability.query.list']
  }
  '/api/v1/epcis/queries/{name}': {
    get: operations['traceability.query.get']
    delete: operations['traceability.query.delete']
  }
  '/api/v1/epcis/queries/{name}/events': {
    get: operations['traceability.query.events']
  }
  '/api/v1/epcis/readPoints': {
    get: operations['traceability.read_point.list']
  }
  '/api/v1/epcis/readPoints/{readPoint}/events': {
    get: operations['traceability.read_point.events']
  }
  '/api/v1/epcis/serials/{id}': {
    get: operations['traceability.serial.history']
  }
  '/api/v1/files': {
    post: operations['documents.file.upload']
    get: operations['documents.file.list']
  }
  '/api/v1/files/{id}': {
    delete: operations['documents.file.remove']
  }
  '/api/v1/fiscal-periods': {
    get: operations['accounting.period.list']
  }
  '/api/v1/fiscal-periods/export': {
    get: operations['accounting.period.export']
  }
  '/api/v1/fiscal-periods/{month}/lock': {
    post: operations['accounting.period.lock']
  }
  '/api/v1/fiscal-periods/{month}/unlock': {
    post: operations['accounting.period.unlock']
  }
  '/api/v1/flags': {
    get: operations['flags.flag.list']
  }
  '/api/v1/flags/{flag}': {
    post: operations['flags.flag.set']
  }
  '/api/v1/genealogy/lots/{id}': {
    get: operations['manufacturing.genealogy.lot']
  }
  '/api/v1/genealogy/lots/{id}/summary': {
    get: operations['manufacturing.genealogy.lot_summary']
  }
  '/api/v1/genealogy/serials/{id}': {
    get: operations['manufacturing.genealogy.serial']
  }
  '/api/v1/imports': {
    get: operations['lists.import.list']
  }
  '/api/v1/imports/export': {
    get: operations['lists.import.export']
  }
  '/api/v1/imports/read-sheet': {
    post: operations['lists.import.read']
  }
  '/api/v1/imports/{id}/undo': {
    post: operations['lists.import.undo']
  }
  '/api/v1/invitations': {
    post: operations['identity.member.invite']
    get: operations['identity.invitation.list']
  }
  '/api/v1/invitations/accept': {
    post: operations['identity.invitation.accept']
  }
  '/api/v1/invitations/accept-signed-in': {
    post: operations['identity.invitation.join']
  }
  '/api/v1/invitations/export': {
    get: operations['identity.invitation.export']
  }
  '/api/v1/invitations/preview': {
    post: operations['identity.invitation.preview']
  }
  '/api/v1/invitations/{id}': {
    delete: operations['identity.invitation.revoke']
  }
  '/api/v1/invoices': {
    get: operations['accounting.invoice.list']
  }
  '/api/v1/invoices/export': {
    get: operations['accounting.invoice.export']
  }
  '/api/v1/invoices/{id}': {
    get: operations['accounting.invoice.get']
  }
  '/api/v1/job-tickets': {
    post: operations['manufacturing.ticket.create']
    get: operations['manufacturing.ticket.list']
  }
  '/api/v1/job-tickets/export': {
    get: operations['manufacturing.ticket.export']
  }
  '/api/v1/job-tickets/{id}': {
    patch: operations['manufacturing.ticket.update']
    get: operations['manufacturing.ticket.get']
  }
  '/api/v1/job-tickets/{id}/cancel': {
    post: operations['manufacturing.ticket.cancel']
  }
  '/api/v1/job-tickets/{id}/close': {
    post: operations['manufacturing.ticket.close']
  }
  '/api/v1/job-tickets/{id}/hold': {
    post: operations['manufacturing.ticket.hold']
  }
  '/api/v1/job-tickets/{id}/recalculate': {
    post: operations['manufacturing.ticket.recalculate']
  }
  '/api/v1/job-tickets/{id}/release': {
    post: operations['manufacturing.ticket.release']
  }
  '/api/v1/job-tickets/{id}/reserve': {
    post: operations['manufacturing.ticket.reserve']
  }
  '/api/v1/job-tickets/{id}/resume': {
    post: operations['manufacturing.ticket.resume']
  }
  '/api/v1/job-tickets/{id}/tokens': {
    get: operations['manufacturing.token.list']
  }
  '/api/v1/journal-entries': {
    post: operations['accounting.entry.post']
    get: operations['accounting.entry.list']
  }
  '/api/v1/journal-entries/export': {
    get: operations['accounting.entry.export']
  }
  '/api/v1/journal-entries/{id}': {
    get: operations['accounting.entry.get']
  }
  '/api/v1/journal-entries/{id}/origin': {
    get: operations['reporting.entry.origin']
  }
  '/api/v1/journal-entries/{id}/reverse': {
    post: operations['accounting.entry.reverse']
  }
  '/api/v1/labels': {
    post: operations['labels.label.print']
  }
  '/api/v1/labels/preview/{id}': {
    get: operations['labels.label.preview']
  }
  '/api/v1/labels/template': {
    get: operations['labels.template.get']
    put: operations['labels.template.save']
  }
  '/api/v1/labels/template/preview': {
    post: operations['labels.template.preview']
  }
  '/api/v1/labour-postings': {
    post: operations['manufacturing.labour.post']
  }
  '/api/v1/locations': {
    get: operations['inventory.location.list']
    post: operations['inventory.location.create']
  }
  '/api/v1/locations/export': {
    get: operations['inventory.location.export']
  }
  '/api/v1/locations/{id}': {
    get: operations['inventory.location.get']
    patch: operations['inventory.location.update']
  }
  '/api/v1/locations/{id}/archive': {
    post: operations['inventory.location.archive']
  }
  '/api/v1/locations/{id}/restore': {
    post: operations['inventory.location.restore']
  }
  '/api/v1/lots': {
    get: operations['inventory.lot.list']
  }
  '/api/v1/lots/export': {
    get: operations['inventory.lot.export']
  }
  '/api/v1/me': {
    get: operations['identity.me']
    patch: operations['identity.me.rename']
  }
  '/api/v1/me/passport-consent': {
    get: operations['passports.consent.get_own']
    put: operations['passports.consent.give_own']
  }
  '/api/v1/me/sessions': {
    get: operations['identity.session.list']
  }
  '/api/v1/me/sessions/end-others': {
    post: operations['identity.session.end_others']
  }
  '/api/v1/me/sessions/{id}': {
    delete: operations['identity.session.end']
  }
  '/api/v1/members': {
    get: operations['identity.member.list']
  }
  '/api/v1/members/export': {
    get: operations['identity.member.export']
  }
  '/api/v1/members/{id}': {
    get: operations['identity.member.get']
    patch: operations['identity.member.update_role']
    delete: operations['identity.member.remove']
  }
  '/api/v1/messages': {
    get: operations['notifications.message.list']
  }
  '/api/v1/messages/export': {
    get: operations['notifications.message.export']
  }
  '/api/v1/messages/{id}': {
    get: operations['notifications.message.get']
  }
  '/api/v1/messages/{id}/resend': {
    post: operations['notifications.message.resend']
  }
  '/api/v1/meta/resources': {
    get: operations['lists.resource.list']
  }
  '/api/v1/notices': {
    get: operations['notices.notice.list']
  }
  '/api/v1/notices/read-all': {
    post: operations['notices.notice.mark_all_read']
  }
  '/api/v1/notices/{id}/read': {
    post: operations['notices.notice.mark_read']
  }
  '/api/v1/opening-balances/import': {
    post: operations['accounting.opening_balances.import']
  }
  '/api/v1/orders': {
    get: operations['sales.order.list']
    post: operations['checkout.desk_order.place']
  }
  '/api/v1/orders/export': {
    get: operations['sales.order.export']
  }
  '/api/v1/orders/quote': {
    post: operations['checkout.desk_order.quote']
  }
  '/api/v1/orders/{id}': {
    get: operations['sales.order.get']
  }
  '/api/v1/orders/{id}/cancel': {
    post: operations['sales.order.cancel']
  }
  '/api/v1/orders/{id}/ship': {
    post: operations['sales.order.ship']
  }
  '/api/v1/owners/{id}/erase': {
    post: operations['ownership.owner.erase']
  }
  '/api/v1/ownership/claims': {
    post: operations['ownership.claim.ask']
  }
  '/api/v1/ownership/claims/by-order': {
    post: operations['ownership.claim.ask_by_order']
  }
  '/api/v1/ownership/claims/confirm': {
    post: operations['ownership.claim.confirm']
  }
  '/api/v1/ownership/claims/preview': {
    get: operations['ownership.claim.preview']
  }
  '/api/v1/ownership/links': {
    post: operations['ownership.link.ask']
  }
  '/api/v1/ownership/links/end': {
    post: operations['ownership.link.end']
  }
  '/api/v1/ownership/me/erase': {
    post: operations['ownership.owner.erase_me']
  }
  '/api/v1/ownership/pieces': {
    get: operations['ownership.piece.list_mine']
  }
  '/api/v1/ownership/pieces/{id}': {
    get: operations['ownership.piece.get_mine']
  }
  '/api/v1/ownership/pieces/{id}/found': {
    post: operations['ownership.piece.report_found']
  }
  '/api/v1/ownership/pieces/{id}/passport': {
    get: operations['passports.passport.get_mine']
  }
  '/api/v1/ownership/pieces/{id}/photos/{photoId}': {
    get: operations['ownership.service.photo']
  }
  '/api/v1/ownership/pieces/{id}/stolen': {
    post: operations['ownership.piece.report_stolen']
  }
  '/api/v1/ownership/pieces/{id}/transfer': {
    post: operations['ownership.transfer.offer']
  }
  '/api/v1/ownership/pieces/{id}/transfer/cancel': {
    post: operations['ownership.transfer.cancel']
  }
  '/api/v1/passport-access': {
    post: operations['passports.access.give']
    get: operations['passports.access.list']
  }
  '/api/v1/passport-access/read': {
    post: operations['passports.passport.read_as_authority']
  }
  '/api/v1/passport-access/{id}/end': {
    post: operations['passports.access.end']
  }
  '/api/v1/passport-consents': {
    post: operations['passports.consent.record']
    get: operations['passports.consent.list']
  }
  '/api/v1/passport-makers': {
    get: operations['passports.consent.list_makers']
  }
  '/api/v1/passport-profile': {
    get: operations['passports.profile.get_default']
    put: operations['passports.profile.save_default']
  }
  '/api/v1/passports': {
    post: operations['passports.passport.issue']
  }
  '/api/v1/payment-methods': {
    get: operations['payments.method.list']
    post: operations['payments.method.create']
  }
  '/api/v1/payment-methods/export': {
    get: operations['payments.method.export']
  }
  '/api/v1/payment-methods/import': {
    post: operations['payments.method.import']
  }
  '/api/v1/payment-methods/{id}': {
    get: operations['payments.method.get']
    patch: operations['payments.method.update']
    delete: operations['payments.method.delete']
  }
  '/api/v1/payment-methods/{id}/restore': {
    post: operations['payments.method.restore']
  }
  '/api/v1/payments': {
    get: operations['payments.payment.list']
  }
  '/api/v1/payments/{id}': {
    get: operations['payments.payment.get']
  }
  '/api/v1/payments/{id}/capture': {
    post: operations['payments.payment.capture']
  }
  '/api/v1/payments/{id}/refunds': {
    post: operations['payments.payment.refund']
  }
  '/api/v1/permissions': {
    get: operations['identity.permission.list']
  }
  '/api/v1/products': {
    get: operations['catalog.product.list']
    post: operations['catalog.product.create']
  }
  '/api/v1/products/export': {
    get: operations['catalog.product.export']
  }
  '/api/v1/products/import': {
    post: operations['catalog.product.import']
  }
  '/api/v1/products/{id}': {
    get: operations['catalog.product.get']
    patch: operations['catalog.product.update']
    delete: operations['catalog.product.delete']
  }
  '/api/v1/products/{id}/images': {
    put: operations['catalog.product.set_images']
    get: operations['desk.product_image.list']
  }
  '/api/v1/products/{id}/restore': {
    post: operations['catalog.product.restore']
  }
  '/api/v1/products/{productId}/bill-of-materials': {
    get: operations['catalog.bill_of_materials.get']
  }
  '/api/v1/products/{productId}/bill-of-materials/tree': {
    get: operations['catalog.bill_of_materials.tree']
  }
  '/api/v1/products/{productId}/bills-of-materials': {
    post: operations['catalog.bill_of_materials.save']
  }
  '/api/v1/products/{productId}/passport-profile': {
    get: operations['passports.profile.get']
    put: operations['passports.profile.save']
  }
  '/api/v1/products/{productId}/routing': {
    get: operations['catalog.routing.get']
  }
  '/api/v1/products/{productId}/routings': {
    post: operations['catalog.routing.save']
  }
  '/api/v1/products/{productId}/stock': {
    get: operations['inventory.stock.of_product']
  }
  '/api/v1/profit-and-loss': {
    get: operations['accounting.profit_and_loss']
  }
  '/api/v1/recalls': {
    post: operations['ownership.recall.start']
    get: operations['ownership.recall.list']
  }
  '/api/v1/recalls/export': {
    get: operations['ownership.recall.export']
  }
  '/api/v1/recalls/preview': {
    post: operations['ownership.recall.preview']
  }
  '/api/v1/recalls/{id}': {
    get: operations['ownership.recall.get']
  }
  '/api/v1/recalls/{id}/extend': {
    post: operations['ownership.recall.extend']
  }
  '/api/v1/recalls/{id}/lift': {
    post: operations['ownership.recall.lift']
  }
  '/api/v1/recalls/{id}/pieces': {
    get: operations['ownership.recall.pieces']
  }
  '/api/v1/roles': {
    get: operations['identity.role.list']
    post: operations['identity.role.create']
  }
  '/api/v1/roles/{id}': {
    get: operations['identity.role.get']
    patch: operations['identity.role.update']
    delete: operations['identity.role.delete']
  }
  '/api/v1/routings/import': {
    post: operations['catalog.routing.import']
  }
  '/api/v1/scan-alerts': {
    get: operations['vigilance.alert.list']
  }
  '/api/v1/scan-alerts/export': {
    get: operations['vigilance.alert.export']
  }
  '/api/v1/scan-alerts/{id}': {
    get: operations['vigilance.alert.get']
  }
  '/api/v1/scan-alerts/{id}/decide': {
    post: operations['vigilance.alert.decide']
  }
  '/api/v1/scan-analytics': {
    get: operations['vigilance.analytics.scans']
  }
  '/api/v1/search': {
    get: operations['search.desk']
  }
  '/api/v1/serials': {
    get: operations['serials.serial.list']
  }
  '/api/v1/serials/export': {
    get: operations['serials.serial.export']
  }
  '/api/v1/serials/import': {
    post: operations['serials.serial.import']
  }
  '/api/v1/serials/issue': {
    post: operations['serials.serial.issue']
  }
  '/api/v1/serials/issue-reserved': {
    post: operations['serials.serial.issue_reserved']
  }
  '/api/v1/serials/lines': {
    post: operations['serials.line.create']
    get: operations['serials.line.list']
  }
  '/api/v1/serials/lines/{id}': {
    patch: operations['serials.line.update']
  }
  '/api/v1/serials/ranges': {
    post: operations['serials.range.register']
    get: operations['serials.range.list']
  }
  '/api/v1/serials/ranges/{id}': {
    get: operations['serials.range.get']
  }
  '/api/v1/serials/ranges/{id}/void': {
    post: operations['serials.range.void']
  }
  '/api/v1/serials/{id}': {
    get: operations['serials.serial.get']
  }
  '/api/v1/serials/{id}/life': {
    get: operations['reporting.piece.life']
  }
  '/api/v1/serials/{id}/ownership': {
    get: operations['ownership.piece.get']
  }
  '/api/v1/serials/{id}/ownership/withdraw': {
    post: operations['ownership.claim.withdraw']
  }
  '/api/v1/serials/{id}/quarantine': {
    post: operations['serials.serial.quarantine']
  }
  '/api/v1/serials/{id}/recall': {
    post: operations['serials.serial.recall']
  }
  '/api/v1/serials/{id}/reinstate': {
    post: operations['serials.serial.reinstate']
  }
  '/api/v1/serials/{id}/report-stolen': {
    post: operations['serials.serial.report_stolen']
  }
  '/api/v1/serials/{id}/scrap': {
    post: operations['serials.serial.scrap']
  }
  '/api/v1/serials/{id}/service': {
    post: operations['ownership.service.record']
  }
  '/api/v1/serials/{id}/void': {
    post: operations['serials.serial.void']
  }
  '/api/v1/serials/{serialId}/passport': {
    get: operations['passports.passport.get']
  }
  '/api/v1/serials/{serialId}/passport/revoke': {
    post: operations['passports.passport.revoke']
  }
  '/api/v1/shipping-methods': {
    get: operations['checkout.shipping_method.list']
    post: operations['checkout.shipping_method.create']
  }
  '/api/v1/shipping-methods/export': {
    get: operations['checkout.shipping_method.export']
  }
  '/api/v1/shipping-methods/import': {
    post: operations['checkout.shipping_method.import']
  }
  '/api/v1/shipping-methods/{id}': {
    get: operations['checkout.shipping_method.get']
    patch: operations['checkout.shipping_method.update']
    delete: operations['checkout.shipping_method.delete']
  }
  '/api/v1/shipping-methods/{id}/restore': {
    post: operations['checkout.shipping_method.restore']
  }
  '/api/v1/shop/carts': {
    post: operations['checkout.cart.create']
  }
  '/api/v1/shop/carts/{id}': {
    get: operations['checkout.cart.get']
    patch: operations['checkout.cart.update']
  }
  '/api/v1/shop/carts/{id}/complete': {
    post: operations['checkout.cart.complete']
  }
  '/api/v1/shop/categories': {
    get: operations['checkout.category.list']
  }
  '/api/v1/shop/orders/{id}': {
    get: operations['checkout.order.get']
  }
  '/api/v1/shop/payment-methods': {
    get: operations['payments.method.offer']
  }
  '/api/v1/shop/products': {
    get: operations['checkout.product.list']
  }
  '/api/v1/shop/products/{slug}': {
    get: operations['checkout.product.get']
  }
  '/api/v1/shop/shipping-methods': {
    get: operations['checkout.shipping_method.offer']
  }
  '/api/v1/signup': {
    post: operations['tenancy.workshop.sign_up']
  }
  '/api/v1/stock': {
    get: operations['inventory.stock.list']
  }
  '/api/v1/stock/adjustments': {
    post: operations['inventory.stock.adjust']
  }
  '/api/v1/stock/counts': {
    post: operations['inventory.stock.count']
  }
  '/api/v1/stock/export': {
    get: operations['inventory.stock.export']
  }
  '/api/v1/stock/moves': {
    get: operations['inventory.move.list']
  }
  '/api/v1/stock/moves/export': {
    get: operations['inventory.move.export']
  }
  '/api/v1/stock/opening/import': {
    post: operations['inventory.opening_stock.import']
  }
  '/api/v1/stock/quantities': {
    post: operations['inventory.stock.of_products']
  }
  '/api/v1/stock/rebuild': {
    post: operations['inventory.stock.rebuild']
  }
  '/api/v1/stock/receipts': {
    post: operations['inventory.stock.receive']
  }
  '/api/v1/stock/transfers': {
    post: operations['inventory.stock.transfer']
  }
  '/api/v1/tax-codes': {
    get: operations['pricing.tax_code.list']
    post: operations['pricing.tax_code.create']
  }
  '/api/v1/tax-codes/export': {
    get: operations['pricing.tax_code.export']
  }
  '/api/v1/tax-codes/import': {
    post: operations['pricing.tax_code.import']
  }
  '/api/v1/tax-codes/{id}': {
    get: operations['pricing.tax_code.get']
    patch: operations['pricing.tax_code.update']
    delete: operations['pricing.tax_code.delete']
  }
  '/api/v1/tax-codes/{id}/restore': {
    post: operations['pricing.tax_code.restore']
  }
  '/api/v1/ticket-board': {
    get: operations['manufacturing.ticket.board']
  }
  '/api/v1/timeline': {
    get: operations['comments.timeline.list']
  }
  '/api/v1/trial-balance': {
    get: operations['accounting.trial_balance']
  }
  '/api/v1/views': {
    get: operations['lists.view.list']
    post: operations['lists.view.create']
  }
  '/api/v1/views/{id}': {
    patch: operations['lists.view.update']
    delete: operations['lists.view.delete']
  }
  '/api/v1/wip-logs': {
    post: operations['manufacturing.wip.log']
    get: operations['manufacturing.wip_log.list']
  }
  '/api/v1/wip-logs/{id}/reverse': {
    post: operations['manufacturing.wip.reverse']
  }
  '/api/v1/work': {
    get: operations['manufacturing.work.list']
  }
  '/api/v1/work-centres': {
    get: operations['catalog.work_centre.list']
    post: operations['catalog.work_centre.create']
  }
  '/api/v1/work-centres/export': {
    get: operations['catalog.work_centre.export']
  }
  '/api/v1/work-centres/import': {
    post: operations['catalog.work_centre.import']
  }
  '/api/v1/work-centres/{id}': {
    get: operations['catalog.work_centre.get']
    patch: operations['catalog.work_centre.update']
    delete: operations['catalog.work_centre.delete']
  }
  '/api/v1/work-centres/{id}/restore': {
    post: operations['catalog.work_centre.restore']
  }
  '/api/v1/work-in-process': {
    get: operations['manufacturing.work_in_process.list']
  }
  '/api/v1/work-in-process/export': {
    get: operations['manufacturing.work_in_process.export']
  }
  '/api/v1/work-tokens/{code}': {
    get: operations['manufacturing.token.get']
  }
  '/api/v1/workshop': {
    get: operations['tenancy.workshop.brief']
  }
  '/api/v1/workshop/settings': {
    get: operations['tenancy.workshop.get']
    patch: operations['tenancy.workshop.update']
  }
  '/api/v1/workshops': {
    post: operations['tenancy.workshop.open']
  }
}

export interface operations {
  /** Create a account */
  'accounting.account.create': {
    parameters: {
      query?: never
      header?: {
        'Idempotency-Key'?: string
      }
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      code: string
      name: string
      nameTh?: string | null
      type: 'asset' | 'liability' | 'equity' | 'income' | 'expense'
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        code: string
        name: string
        nameTh: string | null
        type: 'asset' | 'liability' | 'equity' | 'income' | 'expense'
        purpose: string | null
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Delete a account */
  'accounting.account.delete': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        name: string
        nameTh: string | null
        type: 'asset' | 'liability' | 'equity' | 'income' | 'expense'
        purpose: string | null
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Export accounts as CSV or XLSX */
  'accounting.account.export': {
    parameters: {
      query?: {
        deleted?: 'true' | 'false'
        type?: 'asset' | 'liability' | 'equity' | 'income' | 'expense'
        purpose?: string
        q?: string
        where?: string
        sort?: 'code' | 'createdAt' | '-code' | '-createdAt'
        format?: 'csv' | 'xlsx'
        columns?: string
        titles?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read one of the accounts */
  'accounting.account.get': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        name: string
        nameTh: string | null
        type: 'asset' | 'liability' | 'equity' | 'income' | 'expense'
        purpose: string | null
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Import accounts from CSV */
  'accounting.account.import': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      csv: string
      mode?: 'all_or_nothing' | 'skip_errors'
      dryRun?: boolean
      mapping?: Record<string, string>
      fileName?: string
      bySheetRow?: boolean
    } } }
    responses: {
      200: { content: { 'application/json': {
        rows: number
        created: number
        updated: number
        unchanged: number
        refused: number
        errors: {
          line: number
          column: string
          value: string
          message: string
        }[]
        dryRun: boolean
        importId?: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Lines of an account with its running balance, the oldest first */
  'accounting.account.ledger': {
    parameters: {
      query?: {
        limit?: number
        after?: string
        from?: string
        to?: string
      }
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          lineId: string
          entryId: string
          date: string
          journal: 'general' | 'sales' | 'purchase' | 'bank' | 'stock' | 'manufacturing' | 'opening'
          memo: string
          lineMemo: string | null
          source: {
            entity: string
            id: string
          } | null
          debit: {
            amount: string
            currency: string
          } | null
          credit: {
            amount: string
            currency: string
          } | null
          balance: {
            amount: string
            currency: string
          }
        }[]
        next: string | null
        account: {
          id: string
          code: string
          name: string
          nameTh: string | null
          type: 'asset' | 'liability' | 'equity' | 'income' | 'expense'
        }
        openingBalance: {
          amount: string
          currency: string
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List accounts */
  'accounting.account.list': {
    parameters: {
      query?: {
        limit?: number
        after?: string
        before?: string
        startAt?: string
        deleted?: 'true' | 'false'
        type?: 'asset' | 'liability' | 'equity' | 'income' | 'expense'
        purpose?: string
        q?: string
        where?: string
        sort?: 'code' | 'createdAt' | '-code' | '-createdAt'
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          code: string
          name: string
          nameTh: string | null
          type: 'asset' | 'liability' | 'equity' | 'income' | 'expense'
          purpose: string | null
          createdAt: string
          updatedAt: string
          deletedAt: string | null
          version: number
        }[]
        next: string | null
        previous: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Restore a account */
  'accounting.account.restore': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        name: string
        nameTh: string | null
        type: 'asset' | 'liability' | 'equity' | 'income' | 'expense'
        purpose: string | null
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Change a account */
  'accounting.account.update': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: { content: { 'application/json': {
      version?: number
      code?: string
      name?: string
      nameTh?: string | null
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        name: string
        nameTh: string | null
        type: 'asset' | 'liability' | 'equity' | 'income' | 'expense'
        purpose: string | null
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Balance sheet at any date */
  'accounting.balance_sheet': {
    parameters: {
      query?: {
        date?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        date: string
        assets: {
          accounts: {
            accountId: string
            accountCode: string
            accountName: string
            accountNameTh: string | null
            amount: {
              amount: string
              currency: string
            }
          }[]
          total: {
            amount: string
            currency: string
          }
        }
        liabilities: {
          accounts: {
            accountId: string
            accountCode: string
            accountName: string
            accountNameTh: string | null
            amount: {
              amount: string
              currency: string
            }
          }[]
          total: {
            amount: string
            currency: string
          }
        }
        equity: {
          accounts: {
            accountId: string
            accountCode: string
            accountName: string
            accountNameTh: string | null
            amount: {
              amount: string
              currency: string
            }
          }[]
          total: {
            amount: string
            currency: string
          }
        }
        earlierEarnings: {
          amount: string
          currency: string
        }
        currentEarnings: {
          amount: string
          currency: string
        }
        totalEquityAndLiabilities: {
          amount: string
          currency: string
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Export journal entries as CSV or XLSX */
  'accounting.entry.export': {
    parameters: {
      query?: {
        from?: string
        to?: string
        journal?: 'general' | 'sales' | 'purchase' | 'bank' | 'stock' | 'manufacturing' | 'opening'
        accountId?: string
        sourceEntity?: string
        sourceId?: string
        where?: string
        sort?: 'postedAt' | '-postedAt'
        format?: 'csv' | 'xlsx'
        columns?: string
        titles?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read a journal entry with its lines */
  'accounting.entry.get': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        journal: 'general' | 'sales' | 'purchase' | 'bank' | 'stock' | 'manufacturing' | 'opening'
        date: string
        memo: string
        total: {
          amount: string
          currency: string
        }
        source: {
          entity: string
          id: string
        } | null
        invoice: {
          id: string
          number: string
        } | null
        reversesId: string | null
        reversedById: string | null
        postedAt: string
        postedBy: string
        lines: {
          accountId: string
          accountCode: string
          accountName: string
          accountNameTh: string | null
          purpose: string | null
          debit: {
            amount: string
            currency: string
          } | null
          credit: {
            amount: string
            currency: string
          } | null
          memo: string | null
        }[]
        actions: {
          reverse: {
            allowed: boolean
            reason?: string
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List journal entries, the latest posted first */
  'accounting.entry.list': {
    parameters: {
      query?: {
        limit?: number
        after?: string
        before?: string
        startAt?: string
        from?: string
        to?: string
        journal?: 'general' | 'sales' | 'purchase' | 'bank' | 'stock' | 'manufacturing' | 'opening'
        accountId?: string
        sourceEntity?: string
        sourceId?: string
        where?: string
        sort?: 'postedAt' | '-postedAt'
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          journal: 'general' | 'sales' | 'purchase' | 'bank' | 'stock' | 'manufacturing' | 'opening'
          date: string
          memo: string
          total: {
            amount: string
            currency: string
          }
          source: {
            entity: string
            id: string
          } | null
          reversesId: string | null
          reversedById: string | null
          postedAt: string
          postedBy: string
        }[]
        next: string | null
        previous: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Post a journal entry */
  'accounting.entry.post': {
    parameters: {
      query?: never
      header?: {
        'Idempotency-Key'?: string
      }
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      journal?: 'general' | 'sales' | 'purchase' | 'bank' | 'stock' | 'manufacturing' | 'opening'
      date?: string
      memo: string
      lines: {
        accountId?: string
        accountCode?: string
        debit?: {
          amount: string
          currency: string
        }
        credit?: {
          amount: string
          currency: string
        }
        memo?: string
      }[]
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        date: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Reverse a journal entry */
  'accounting.entry.reverse': {
    parameters: {
      query?: never
      header?: {
        'Idempotency-Key'?: string
      }
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: { content: { 'application/json': {
      date?: string
      memo?: string
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        date: string
        reversesId: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Export invoices as CSV or XLSX */
  'accounting.invoice.export': {
    parameters: {
      query?: {
        kind?: 'invoice' | 'credit_note'
        orderId?: string
        number?: string
        from?: string
        to?: string
        where?: string
        sort?: 'postedAt' | '-postedAt'
        format?: 'csv' | 'xlsx'
        columns?: string
        titles?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read an invoice or credit note */
  'accounting.invoice.get': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        number: string
        kind: 'invoice' | 'credit_note'
        orderId: string
        date: string
        net: {
          amount: string
          currency: string
        }
        tax: {
          amount: string
          currency: string
        }
        gross: {
          amount: string
          currency: string
        }
        entryId: string | null
        correctsId: string | null
        postedAt: string
        corrects: {
          id: string
          number: string
        } | null
        creditNotes: {
          id: string
          number: string
          date: string
          gross: {
            amount: string
            currency: string
          }
        }[]
        creditable: {
          amount: string
          currency: string
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List invoices and credit notes, the latest first */
  'accounting.invoice.list': {
    parameters: {
      query?: {
        limit?: number
        after?: string
        before?: string
        startAt?: string
        kind?: 'invoice' | 'credit_note'
        orderId?: string
        number?: string
        from?: string
        to?: string
        where?: string
        sort?: 'postedAt' | '-postedAt'
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          number: string
          kind: 'invoice' | 'credit_note'
          orderId: string
          date: string
          net: {
            amount: string
            currency: string
          }
          tax: {
            amount: string
            currency: string
          }
          gross: {
            amount: string
            currency: string
          }
          entryId: string | null
          correctsId: string | null
          postedAt: string
        }[]
        next: string | null
        previous: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Import opening balances from CSV */
  'accounting.opening_balances.import': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      csv: string
      date?: string
      fileName?: string
      dryRun?: boolean
    } } }
    responses: {
      200: { content: { 'application/json': {
        rows: number
        created: number
        updated: number
        unchanged: number
        refused: number
        errors: {
          line: number
          column: string
          value: string
          message: string
        }[]
        dryRun: boolean
        importId?: string | null
        outcome: 'posted' | 'unchanged' | 'checked' | 'refused'
        entryId: string | null
        date: string | null
        total: {
          amount: string
          currency: string
        } | null
        accountsCreated: {
          code: string
          name: string
          type: 'asset' | 'liability' | 'equity' | 'income' | 'expense'
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Export fiscal periods as CSV or XLSX */
  'accounting.period.export': {
    parameters: {
      query?: {
        state?: 'open' | 'locked'
        where?: string
        sort?: 'startsOn' | '-startsOn'
        format?: 'csv' | 'xlsx'
        columns?: string
        titles?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List the months of the books, the latest first */
  'accounting.period.list': {
    parameters: {
      query?: {
        limit?: number
        after?: string
        before?: string
        startAt?: string
        state?: 'open' | 'locked'
        where?: string
        sort?: 'startsOn' | '-startsOn'
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          month: string
          startsOn: string
          endsOn: string
          state: 'open' | 'locked'
          entries: number
          lockedBy: string | null
          lockedAt: string | null
          reason: string | null
          actions: {
            lock: {
              allowed: boolean
              reason?: string
            }
            unlock: {
              allowed: boolean
              reason?: string
            }
          }
        }[]
        next: string | null
        previous: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Lock a month of the books */
  'accounting.period.lock': {
    parameters: {
      query?: never
      header?: never
      path: {
        month: string
      }
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      reason: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        month: string
        state: 'locked'
        entries: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Unlock a month of the books */
  'accounting.period.unlock': {
    parameters: {
      query?: never
      header?: never
      path: {
        month: string
      }
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      reason: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        month: string
        state: 'open'
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Profit and loss between two days */
  'accounting.profit_and_loss': {
    parameters: {
      query?: {
        from?: string
        to?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        from: string
        to: string
        income: {
          accounts: {
            accountId: string
            accountCode: string
            accountName: string
            accountNameTh: string | null
            amount: {
              amount: string
              currency: string
            }
          }[]
          total: {
            amount: string
            currency: string
          }
        }
        expenses: {
          accounts: {
            accountId: string
            accountCode: string
            accountName: string
            accountNameTh: string | null
            amount: {
              amount: string
              currency: string
            }
          }[]
          total: {
            amount: string
            currency: string
          }
        }
        netProfit: {
          amount: string
          currency: string
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Trial balance at any date */
  'accounting.trial_balance': {
    parameters: {
      query?: {
        date?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        date: string
        rows: {
          accountId: string
          accountCode: string
          accountName: string
          accountNameTh: string | null
          type: 'asset' | 'liability' | 'equity' | 'income' | 'expense'
          debit: {
            amount: string
            currency: string
          }
          credit: {
            amount: string
            currency: string
          }
        }[]
        totalDebit: {
          amount: string
          currency: string
        }
        totalCredit: {
          amount: string
          currency: string
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Export audit records as CSV or XLSX */
  'audit.record.export': {
    parameters: {
      query?: {
        entity?: string
        entityId?: string
        operation?: string
        actor?: string
        where?: string
        sort?: 'at' | '-at'
        format?: 'csv' | 'xlsx'
        columns?: string
        titles?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List who did what, newest first */
  'audit.record.list': {
    parameters: {
      query?: {
        limit?: number
        after?: string
        before?: string
        startAt?: string
        entity?: string
        entityId?: string
        operation?: string
        actor?: string
        where?: string
        sort?: 'at' | '-at'
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          at: string
          actorKind: string
          actorName: string
          operation: string
          entity: string
          entityId: string | null
          label: string | null
          changes: unknown
          requestId: string
        }[]
        next: string | null
        previous: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** The logo and colour of the workshop */
  'branding.brand.get': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        logoFileId: string | null
        logoUrl: string | null
        accentColour: string | null
        version: number
        actions: {
          save: {
            allowed: boolean
            reason?: string
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Set the logo and colour of the workshop */
  'branding.brand.save': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      version: number
      logoFileId: string | null
      accentColour: string | null
    } } }
    responses: {
      200: { content: { 'application/json': {
        logoFileId: string | null
        logoUrl: string | null
        accentColour: string | null
        version: number
        actions: {
          save: {
            allowed: boolean
            reason?: string
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read the active bill of materials of a product */
  'catalog.bill_of_materials.get': {
    parameters: {
      query?: never
      header?: never
      path: {
        productId: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        version: number
        lines: {
          componentId: string
          sku: string
          name: string
          unit: string
          quantity: string
          scrapPercent: string
          note: string | null
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Import bills of materials from CSV */
  'catalog.bill_of_materials.import': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      csv: string
      mode?: 'all_or_nothing' | 'skip_errors'
      dryRun?: boolean
    } } }
    responses: {
      200: { content: { 'application/json': {
        rows: number
        created: number
        updated: number
        unchanged: number
        refused: number
        errors: {
          line: number
          column: string
          value: string
          message: string
        }[]
        dryRun: boolean
        importId?: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Give a product a new version of its bill of materials */
  'catalog.bill_of_materials.save': {
    parameters: {
      query?: never
      header?: never
      path: {
        productId: string
      }
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      lines: {
        componentId: string
        quantity: string
        scrapPercent?: string
        note?: string
      }[]
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** What a product is made of, through all levels, with what it comes to */
  'catalog.bill_of_materials.tree': {
    parameters: {
      query?: never
      header?: never
      path: {
        productId: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        productId: string
        currency: string
        unitCost: string | null
        materialCost: string | null
        labourCost: string
        standardCost: string | null
        minutes: string
        complete: boolean
        nodes: {
          path: string[]
          level: number
          productId: string
          sku: string
          name: string
          nameTh: string | null
          kind: 'finished' | 'material' | 'component' | 'service'
          unit: string
          version: number | null
          quantity: string
          scrapPercent: string
          perPiece: string
          unitCost: string | null
          cost: string | null
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Create a product */
  'catalog.product.create': {
    parameters: {
      query?: never
      header?: {
        'Idempotency-Key'?: string
      }
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      sku: string
      name: string
      nameTh?: string | null
      description?: string | null
      descriptionTh?: string | null
      kind: 'finished' | 'material' | 'component' | 'service'
      unit: 'pc' | 'set' | 'pair' | 'box' | 'roll' | 'sheet' | 'sqft' | 'sqm' | 'm' | 'cm' | 'g' | 'kg' | 'ml' | 'l' | 'hour'
      templateId?: string | null
      options?: Record<string, string>
      category?: string | null
      serialised?: boolean
      serialCode?: string | null
      line?: string | null
      price?: string | null
      currency: string
      taxCode?: string | null
      standardCost?: string | null
      weightG?: number | null
      gtin?: string | null
      warrantyMonths?: number | null
      reorderPoint?: string | null
      published?: boolean
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        sku: string
        slug: string
        name: string
        nameTh: string | null
        description: string | null
        descriptionTh: string | null
        kind: 'finished' | 'material' | 'component' | 'service'
        unit: string
        templateId: string | null
        options: Record<string, string>
        category: string | null
        serialised: boolean
        serialCode: string | null
        line: string | null
        price: string | null
        currency: string
        taxCode: string | null
        standardCost: string | null
        weightG: number | null
        gtin: string | null
        warrantyMonths: number | null
        reorderPoint: string | null
        published: boolean
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Delete a product */
  'catalog.product.delete': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        sku: string
        slug: string
        name: string
        nameTh: string | null
        description: string | null
        descriptionTh: string | null
        kind: 'finished' | 'material' | 'component' | 'service'
        unit: string
        templateId: string | null
        options: Record<string, string>
        category: string | null
        serialised: boolean
        serialCode: string | null
        line: string | null
        price: string | null
        currency: string
        taxCode: string | null
        standardCost: string | null
        weightG: number | null
        gtin: string | null
        warrantyMonths: number | null
        reorderPoint: string | null
        published: boolean
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Export products as CSV or XLSX */
  'catalog.product.export': {
    parameters: {
      query?: {
        deleted?: 'true' | 'false'
        kind?: 'finished' | 'material' | 'component' | 'service'
        category?: string
        published?: 'true' | 'false'
        serialised?: 'true' | 'false'
        templateId?: string
        line?: string
        q?: string
        where?: string
        sort?: 'name' | 'sku' | 'createdAt' | '-name' | '-sku' | '-createdAt'
        format?: 'csv' | 'xlsx'
        columns?: string
        titles?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read one of the products */
  'catalog.product.get': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        sku: string
        slug: string
        name: string
        nameTh: string | null
        description: string | null
        descriptionTh: string | null
        kind: 'finished' | 'material' | 'component' | 'service'
        unit: string
        templateId: string | null
        options: Record<string, string>
        category: string | null
        serialised: boolean
        serialCode: string | null
        line: string | null
        price: string | null
        currency: string
        taxCode: string | null
        standardCost: string | null
        weightG: number | null
        gtin: string | null
        warrantyMonths: number | null
        reorderPoint: string | null
        published: boolean
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Import products from CSV */
  'catalog.product.import': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      csv: string
      mode?: 'all_or_nothing' | 'skip_errors'
      dryRun?: boolean
      mapping?: Record<string, string>
      fileName?: string
      bySheetRow?: boolean
    } } }
    responses: {
      200: { content: { 'application/json': {
        rows: number
        created: number
        updated: number
        unchanged: number
        refused: number
        errors: {
          line: number
          column: string
          value: string
          message: string
        }[]
        dryRun: boolean
        importId?: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List products */
  'catalog.product.list': {
    parameters: {
      query?: {
        limit?: number
        after?: string
        before?: string
        startAt?: string
        deleted?: 'true' | 'false'
        kind?: 'finished' | 'material' | 'component' | 'service'
        category?: string
        published?: 'true' | 'false'
        serialised?: 'true' | 'false'
        templateId?: string
        line?: string
        q?: string
        where?: string
        sort?: 'name' | 'sku' | 'createdAt' | '-name' | '-sku' | '-createdAt'
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          sku: string
          slug: string
          name: string
          nameTh: string | null
          description: string | null
          descriptionTh: string | null
          kind: 'finished' | 'material' | 'component' | 'service'
          unit: string
          templateId: string | null
          options: Record<string, string>
          category: string | null
          serialised: boolean
          serialCode: string | null
          line: string | null
          price: string | null
          currency: string
          taxCode: string | null
          standardCost: string | null
          weightG: number | null
          gtin: string | null
          warrantyMonths: number | null
          reorderPoint: string | null
          published: boolean
          createdAt: string
          updatedAt: string
          deletedAt: string | null
          version: number
        }[]
        next: string | null
        previous: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Restore a product */
  'catalog.product.restore': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        sku: string
        slug: string
        name: string
        nameTh: string | null
        description: string | null
        descriptionTh: string | null
        kind: 'finished' | 'material' | 'component' | 'service'
        unit: string
        templateId: string | null
        options: Record<string, string>
        category: string | null
        serialised: boolean
        serialCode: string | null
        line: string | null
        price: string | null
        currency: string
        taxCode: string | null
        standardCost: string | null
        weightG: number | null
        gtin: string | null
        warrantyMonths: number | null
        reorderPoint: string | null
        published: boolean
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Set the pictures of a product, in order */
  'catalog.product.set_images': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      images: {
        fileId: string
        alt?: string
        altTh?: string
      }[]
    } } }
    responses: {
      200: { content: { 'application/json': {
        images: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Change a product */
  'catalog.product.update': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: { content: { 'application/json': {
      version?: number
      sku?: string
      name?: string
      nameTh?: string | null
      description?: string | null
      descriptionTh?: string | null
      kind?: 'finished' | 'material' | 'component' | 'service'
      unit?: 'pc' | 'set' | 'pair' | 'box' | 'roll' | 'sheet' | 'sqft' | 'sqm' | 'm' | 'cm' | 'g' | 'kg' | 'ml' | 'l' | 'hour'
      templateId?: string | null
      options?: Record<string, string>
      category?: string | null
      serialised?: boolean
      serialCode?: string | null
      line?: string | null
      price?: string | null
      currency?: string
      taxCode?: string | null
      standardCost?: string | null
      weightG?: number | null
      gtin?: string | null
      warrantyMonths?: number | null
      reorderPoint?: string | null
      published?: boolean
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        sku: string
        slug: string
        name: string
        nameTh: string | null
        description: string | null
        descriptionTh: string | null
        kind: 'finished' | 'material' | 'component' | 'service'
        unit: string
        templateId: string | null
        options: Record<string, string>
        category: string | null
        serialised: boolean
        serialCode: string | null
        line: string | null
        price: string | null
        currency: string
        taxCode: string | null
        standardCost: string | null
        weightG: number | null
        gtin: string | null
        warrantyMonths: number | null
        reorderPoint: string | null
        published: boolean
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read the active routing of a product */
  'catalog.routing.get': {
    parameters: {
      query?: never
      header?: never
      path: {
        productId: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        version: number
        operations: {
          code: string
          name: string
          nameTh: string | null
          workCentreId: string
          workCentre: string
          predecessors: string[]
          standardMinutes: string
          setupMinutes: string
          evidence: string[]
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Import routings from CSV */
  'catalog.routing.import': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      csv: string
      mode?: 'all_or_nothing' | 'skip_errors'
      dryRun?: boolean
    } } }
    responses: {
      200: { content: { 'application/json': {
        rows: number
        created: number
        updated: number
        unchanged: number
        refused: number
        errors: {
          line: number
          column: string
          value: string
          message: string
        }[]
        dryRun: boolean
        importId?: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Give a product a new version of its routing */
  'catalog.routing.save': {
    parameters: {
      query?: never
      header?: never
      path: {
        productId: string
      }
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      operations: {
        code: string
        name: string
        nameTh?: string
        workCentreId: string
        predecessors?: string[]
        standardMinutes: string
        setupMinutes?: string
        evidence?: ('photo' | 'measurement' | 'check')[]
      }[]
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Create a work centre */
  'catalog.work_centre.create': {
    parameters: {
      query?: never
      header?: {
        'Idempotency-Key'?: string
      }
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      code: string
      name: string
      nameTh?: string | null
      ratePerHour: string
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        code: string
        name: string
        nameTh: string | null
        ratePerHour: string
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Delete a work centre */
  'catalog.work_centre.delete': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        name: string
        nameTh: string | null
        ratePerHour: string
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Export work centres as CSV or XLSX */
  'catalog.work_centre.export': {
    parameters: {
      query?: {
        deleted?: 'true' | 'false'
        where?: string
        sort?: 'code' | 'createdAt' | '-code' | '-createdAt'
        format?: 'csv' | 'xlsx'
        columns?: string
        titles?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read one of the work centres */
  'catalog.work_centre.get': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        name: string
        nameTh: string | null
        ratePerHour: string
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Import work centres from CSV */
  'catalog.work_centre.import': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      csv: string
      mode?: 'all_or_nothing' | 'skip_errors'
      dryRun?: boolean
      mapping?: Record<string, string>
      fileName?: string
      bySheetRow?: boolean
    } } }
    responses: {
      200: { content: { 'application/json': {
        rows: number
        created: number
        updated: number
        unchanged: number
        refused: number
        errors: {
          line: number
          column: string
          value: string
          message: string
        }[]
        dryRun: boolean
        importId?: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List work centres */
  'catalog.work_centre.list': {
    parameters: {
      query?: {
        limit?: number
        after?: string
        before?: string
        startAt?: string
        deleted?: 'true' | 'false'
        where?: string
        sort?: 'code' | 'createdAt' | '-code' | '-createdAt'
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          code: string
          name: string
          nameTh: string | null
          ratePerHour: string
          createdAt: string
          updatedAt: string
          deletedAt: string | null
          version: number
        }[]
        next: string | null
        previous: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Restore a work centre */
  'catalog.work_centre.restore': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        name: string
        nameTh: string | null
        ratePerHour: string
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Change a work centre */
  'catalog.work_centre.update': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: { content: { 'application/json': {
      version?: number
      name?: string
      nameTh?: string | null
      ratePerHour?: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        name: string
        nameTh: string | null
        ratePerHour: string
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Order what is in a cart */
  'checkout.cart.complete': {
    parameters: {
      query?: never
      header: {
        'x-cart-token'?: string
        'Idempotency-Key': string
      }
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      token?: string
      payment: {
        provider: string
        method?: string
      }
      expectedTotal?: {
        amount: string
        currency: string
      }
      locale?: 'en' | 'th'
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        number: string
        state: 'placed' | 'paid' | 'shipped' | 'cancelled' | 'refunded'
        placedAt: string
        email: string
        name: string
        phone: string | null
        address: {
          name?: string
          line1: string
          line2?: string
          city: string
          postalCode?: string
          country: string
          phone?: string
        } | null
        pricesIncludeTax: boolean
        lines: {
          id: string
          productId: string
          sku: string
          slug: string
          name: string
          options: Record<string, string>
          quantity: string
          unitPrice: {
            amount: string
            currency: string
          }
          net: {
            amount: string
            currency: string
          }
          tax: {
            amount: string
            currency: string
          }
          gross: {
            amount: string
            currency: string
          }
          serialised: boolean
          serials: {
            serial: string
            pieceId: string
            claimable: boolean
            verifyPath: string
          }[]
        }[]
        shipping: {
          code: string
          name: string
          net: {
            amount: string
            currency: string
          }
          tax: {
            amount: string
            currency: string
          }
          gross: {
            amount: string
            currency: string
          }
          trackingNumber: string | null
          trackingUrl: string | null
        }
        totals: {
          itemsNet: {
            amount: string
            currency: string
          }
          itemsGross: {
            amount: string
            currency: string
          }
          tax: {
            amount: string
            currency: string
          }
          total: {
            amount: string
            currency: string
          }
          paid: {
            amount: string
            currency: string
          }
          refunded: {
            amount: string
            currency: string
          }
        }
        payment: {
          id: string
          provider: string
          method: string
          name: string
          nameTh: string | null
          state: 'pending' | 'captured' | 'cancelled'
          amount: {
            amount: string
            currency: string
          }
          instructions: string | null
          instructionsTh: string | null
          capturedAt: string | null
        } | null
        invoices: {
          number: string
          kind: 'invoice' | 'credit_note'
          date: string
          gross: {
            amount: string
            currency: string
          }
        }[]
        paidAt: string | null
        shippedAt: string | null
        cancelledAt: string | null
        refundedAt: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Start a cart */
  'checkout.cart.create': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: { content: { 'application/json': {
      lines?: {
        productId: string
        quantity: string | number
      }[]
      contact?: {
        email?: string | null
        name?: string | null
        phone?: string | null
      }
      address?: {
        name?: string
        line1: string
        line2?: string
        city: string
        postalCode?: string
        country: string
        phone?: string
      } | null
      shippingMethod?: string
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        state: 'open' | 'converted'
        orderId: string | null
        pricesIncludeTax: boolean
        lines: {
          productId: string
          sku: string
          slug: string
          name: string
          nameTh: string | null
          options: Record<string, string>
          picture: {
            url: string
            alt: string | null
            altTh: string | null
          } | null
          serialised: boolean
          quantity: string
          available: string
          unitPrice: {
            amount: string
            currency: string
          }
          taxRatePercent: string
          net: {
            amount: string
            currency: string
          }
          tax: {
            amount: string
            currency: string
          }
          gross: {
            amount: string
            currency: string
          }
          problem: ('checkout.product_unavailable' | 'stock.short') | null
        }[]
        contact: {
          email: string | null
          name: string | null
          phone: string | null
        }
        address: {
          name?: string
          line1: string
          line2?: string
          city: string
          postalCode?: string
          country: string
          phone?: string
        } | null
        shipping: {
          code: string
          name: string
          nameTh: string | null
          needsAddress: boolean
          net: {
            amount: string
            currency: string
          }
          tax: {
            amount: string
            currency: string
          }
          gross: {
            amount: string
            currency: string
          }
        } | null
        totals: {
          itemsNet: {
            amount: string
            currency: string
          }
          itemsGross: {
            amount: string
            currency: string
          }
          tax: {
            amount: string
            currency: string
          }
          total: {
            amount: string
            currency: string
          }
        }
        priceChanged: boolean
        missing: string[]
        actions: {
          complete: {
            allowed: boolean
            reason?: string
          }
        }
        token: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read a cart */
  'checkout.cart.get': {
    parameters: {
      query?: {
        token?: string
      }
      header?: {
        'x-cart-token'?: string
      }
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        state: 'open' | 'converted'
        orderId: string | null
        pricesIncludeTax: boolean
        lines: {
          productId: string
          sku: string
          slug: string
          name: string
          nameTh: string | null
          options: Record<string, string>
          picture: {
            url: string
            alt: string | null
            altTh: string | null
          } | null
          serialised: boolean
          quantity: string
          available: string
          unitPrice: {
            amount: string
            currency: string
          }
          taxRatePercent: string
          net: {
            amount: string
            currency: string
          }
          tax: {
            amount: string
            currency: string
          }
          gross: {
            amount: string
            currency: string
          }
          problem: ('checkout.product_unavailable' | 'stock.short') | null
        }[]
        contact: {
          email: string | null
          name: string | null
          phone: string | null
        }
        address: {
          name?: string
          line1: string
          line2?: string
          city: string
          postalCode?: string
          country: string
          phone?: string
        } | null
        shipping: {
          code: string
          name: string
          nameTh: string | null
          needsAddress: boolean
          net: {
            amount: string
            currency: string
          }
          tax: {
            amount: string
            currency: string
          }
          gross: {
            amount: string
            currency: string
          }
        } | null
        totals: {
          itemsNet: {
            amount: string
            currency: string
          }
          itemsGross: {
            amount: string
            currency: string
          }
          tax: {
            amount: string
            currency: string
          }
          total: {
            amount: string
            currency: string
          }
        }
        priceChanged: boolean
        missing: string[]
        actions: {
          complete: {
            allowed: boolean
            reason?: string
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Change a cart */
  'checkout.cart.update': {
    parameters: {
      query?: never
      header?: {
        'x-cart-token'?: string
      }
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: { content: { 'application/json': {
      token?: string
      lines?: {
        productId: string
        quantity: string | number
      }[]
      contact?: {
        email?: string | null
        name?: string | null
        phone?: string | null
      }
      address?: {
        name?: string
        line1: string
        line2?: string
        city: string
        postalCode?: string
        country: string
        phone?: string
      } | null
      shippingMethod?: string | null
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        state: 'open' | 'converted'
        orderId: string | null
        pricesIncludeTax: boolean
        lines: {
          productId: string
          sku: string
          slug: string
          name: string
          nameTh: string | null
          options: Record<string, string>
          picture: {
            url: string
            alt: string | null
            altTh: string | null
          } | null
          serialised: boolean
          quantity: string
          available: string
          unitPrice: {
            amount: string
            currency: string
          }
          taxRatePercent: string
          net: {
            amount: string
            currency: string
          }
          tax: {
            amount: string
            currency: string
          }
          gross: {
            amount: string
            currency: string
          }
          problem: ('checkout.product_unavailable' | 'stock.short') | null
        }[]
        contact: {
          email: string | null
          name: string | null
          phone: string | null
        }
        address: {
          name?: string
          line1: string
          line2?: string
          city: string
          postalCode?: string
          country: string
          phone?: string
        } | null
        shipping: {
          code: string
          name: string
          nameTh: string | null
          needsAddress: boolean
          net: {
            amount: string
            currency: string
          }
          tax: {
            amount: string
            currency: string
          }
          gross: {
            amount: string
            currency: string
          }
        } | null
        totals: {
          itemsNet: {
            amount: string
            currency: string
          }
          itemsGross: {
            amount: string
            currency: string
          }
          tax: {
            amount: string
            currency: string
          }
          total: {
            amount: string
            currency: string
          }
        }
        priceChanged: boolean
        missing: string[]
        actions: {
          complete: {
            allowed: boolean
            reason?: string
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List the categories of what the shop sells */
  'checkout.category.list': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          name: string
          products: number
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Place an order for a buyer */
  'checkout.desk_order.place': {
    parameters: {
      query?: never
      header: {
        'Idempotency-Key': string
      }
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      customerId?: string
      contact?: {
        email?: string | null
        name?: string | null
        phone?: string | null
      }
      address?: {
        name?: string
        line1: string
        line2?: string
        city: string
        postalCode?: string
        country: string
        phone?: string
      }
      shippingMethod?: string
      lines: {
        productId: string
        quantity: string | number
      }[]
      payment?: {
        provider: string
        method?: string
      }
      expectedTotal?: {
        amount: string
        currency: string
      }
      locale?: 'en' | 'th'
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        number: string
        state: 'placed' | 'paid' | 'shipped' | 'cancelled' | 'refunded'
        total: {
          amount: string
          currency: string
        }
        invoice: {
          id: string
          number: string
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Price an order before it is placed */
  'checkout.desk_order.quote': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      customerId?: string
      contact?: {
        email?: string | null
        name?: string | null
        phone?: string | null
      }
      address?: {
        name?: string
        line1: string
        line2?: string
        city: string
        postalCode?: string
        country: string
        phone?: string
      }
      shippingMethod?: string
      lines: {
        productId: string
        quantity: string | number
      }[]
    } } }
    responses: {
      200: { content: { 'application/json': {
        pricesIncludeTax: boolean
        lines: {
          productId: string
          sku: string
          slug: string
          name: string
          nameTh: string | null
          options: Record<string, string>
          picture: {
            url: string
            alt: string | null
            altTh: string | null
          } | null
          serialised: boolean
          quantity: string
          available: string
          unitPrice: {
            amount: string
            currency: string
          }
          taxRatePercent: string
          net: {
            amount: string
            currency: string
          }
          tax: {
            amount: string
            currency: string
          }
          gross: {
            amount: string
            currency: string
          }
          problem: ('checkout.product_unavailable' | 'stock.short') | null
        }[]
        shipping: {
          code: string
          name: string
          nameTh: string | null
          needsAddress: boolean
          net: {
            amount: string
            currency: string
          }
          tax: {
            amount: string
            currency: string
          }
          gross: {
            amount: string
            currency: string
          }
        } | null
        totals: {
          itemsNet: {
            amount: string
            currency: string
          }
          itemsGross: {
            amount: string
            currency: string
          }
          tax: {
            amount: string
            currency: string
          }
          total: {
            amount: string
            currency: string
          }
        }
        missing: string[]
        actions: {
          complete: {
            allowed: boolean
            reason?: string
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read an order as its buyer */
  'checkout.order.get': {
    parameters: {
      query?: {
        token?: string
      }
      header?: {
        'x-cart-token'?: string
      }
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        number: string
        state: 'placed' | 'paid' | 'shipped' | 'cancelled' | 'refunded'
        placedAt: string
        email: string
        name: string
        phone: string | null
        address: {
          name?: string
          line1: string
          line2?: string
          city: string
          postalCode?: string
          country: string
          phone?: string
        } | null
        pricesIncludeTax: boolean
        lines: {
          id: string
          productId: string
          sku: string
          slug: string
          name: string
          options: Record<string, string>
          quantity: string
          unitPrice: {
            amount: string
            currency: string
          }
          net: {
            amount: string
            currency: string
          }
          tax: {
            amount: string
            currency: string
          }
          gross: {
            amount: string
            currency: string
          }
          serialised: boolean
          serials: {
            serial: string
            pieceId: string
            claimable: boolean
            verifyPath: string
          }[]
        }[]
        shipping: {
          code: string
          name: string
          net: {
            amount: string
            currency: string
          }
          tax: {
            amount: string
            currency: string
          }
          gross: {
            amount: string
            currency: string
          }
          trackingNumber: string | null
          trackingUrl: string | null
        }
        totals: {
          itemsNet: {
            amount: string
            currency: string
          }
          itemsGross: {
            amount: string
            currency: string
          }
          tax: {
            amount: string
            currency: string
          }
          total: {
            amount: string
            currency: string
          }
          paid: {
            amount: string
            currency: string
          }
          refunded: {
            amount: string
            currency: string
          }
        }
        payment: {
          id: string
          provider: string
          method: string
          name: string
          nameTh: string | null
          state: 'pending' | 'captured' | 'cancelled'
          amount: {
            amount: string
            currency: string
          }
          instructions: string | null
          instructionsTh: string | null
          capturedAt: string | null
        } | null
        invoices: {
          number: string
          kind: 'invoice' | 'credit_note'
          date: string
          gross: {
            amount: string
            currency: string
          }
        }[]
        paidAt: string | null
        shippedAt: string | null
        cancelledAt: string | null
        refundedAt: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read a product of the shop with its variants */
  'checkout.product.get': {
    parameters: {
      query?: never
      header?: never
      path: {
        slug: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        sku: string
        slug: string
        name: string
        nameTh: string | null
        options: Record<string, string>
        price: {
          amount: string
          currency: string
        }
        available: string
        pictures: {
          url: string
          alt: string | null
          altTh: string | null
        }[]
        description: string | null
        descriptionTh: string | null
        category: string | null
        unit: string
        serialised: boolean
        weightG: number | null
        gtin: string | null
        backorder: boolean
        tax: {
          name: string
          nameTh: string | null
          ratePercent: string
          included: boolean
        } | null
        variants: {
          id: string
          sku: string
          slug: string
          name: string
          nameTh: string | null
          options: Record<string, string>
          price: {
            amount: string
            currency: string
          }
          available: string
          pictures: {
            url: string
            alt: string | null
            altTh: string | null
          }[]
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List what the shop sells, by name */
  'checkout.product.list': {
    parameters: {
      query?: {
        q?: string
        category?: string
        after?: string
        count?: 'true'
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          sku: string
          slug: string
          name: string
          nameTh: string | null
          category: string | null
          options: Record<string, string>
          serialised: boolean
          price: {
            amount: string
            currency: string
          }
          available: string
          backorder: boolean
          picture: {
            url: string
            alt: string | null
            altTh: string | null
          } | null
          variants: {
            count: number
            lowestPrice: {
              amount: string
              currency: string
            }
            available: string
          } | null
        }[]
        next: string | null
        total: number | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Create a shipping method */
  'checkout.shipping_method.create': {
    parameters: {
      query?: never
      header?: {
        'Idempotency-Key'?: string
      }
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      code: string
      name: string
      nameTh?: string | null
      price: string
      taxCode?: string | null
      needsAddress?: boolean
      minDays?: number | null
      maxDays?: number | null
      position?: number
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        code: string
        name: string
        nameTh: string | null
        price: string
        taxCode: string | null
        needsAddress: boolean
        minDays: number | null
        maxDays: number | null
        position: number
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Delete a shipping method */
  'checkout.shipping_method.delete': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        name: string
        nameTh: string | null
        price: string
        taxCode: string | null
        needsAddress: boolean
        minDays: number | null
        maxDays: number | null
        position: number
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Export shipping methods as CSV or XLSX */
  'checkout.shipping_method.export': {
    parameters: {
      query?: {
        deleted?: 'true' | 'false'
        where?: string
        sort?: 'createdAt' | '-createdAt'
        format?: 'csv' | 'xlsx'
        columns?: string
        titles?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read one of the shipping methods */
  'checkout.shipping_method.get': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        name: string
        nameTh: string | null
        price: string
        taxCode: string | null
        needsAddress: boolean
        minDays: number | null
        maxDays: number | null
        position: number
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Import shipping methods from CSV */
  'checkout.shipping_method.import': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      csv: string
      mode?: 'all_or_nothing' | 'skip_errors'
      dryRun?: boolean
      mapping?: Record<string, string>
      fileName?: string
      bySheetRow?: boolean
    } } }
    responses: {
      200: { content: { 'application/json': {
        rows: number
        created: number
        updated: number
        unchanged: number
        refused: number
        errors: {
          line: number
          column: string
          value: string
          message: string
        }[]
        dryRun: boolean
        importId?: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List shipping methods */
  'checkout.shipping_method.list': {
    parameters: {
      query?: {
        limit?: number
        after?: string
        before?: string
        startAt?: string
        deleted?: 'true' | 'false'
        where?: string
        sort?: 'createdAt' | '-createdAt'
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          code: string
          name: string
          nameTh: string | null
          price: string
          taxCode: string | null
          needsAddress: boolean
          minDays: number | null
          maxDays: number | null
          position: number
          createdAt: string
          updatedAt: string
          deletedAt: string | null
          version: number
        }[]
        next: string | null
        previous: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List the ways the goods can be sent */
  'checkout.shipping_method.offer': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          code: string
          name: string
          nameTh: string | null
          price: {
            amount: string
            currency: string
          }
          taxRatePercent: string
          minDays: number | null
          maxDays: number | null
          needsAddress: boolean
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Restore a shipping method */
  'checkout.shipping_method.restore': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        name: string
        nameTh: string | null
        price: string
        taxCode: string | null
        needsAddress: boolean
        minDays: number | null
        maxDays: number | null
        position: number
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Change a shipping method */
  'checkout.shipping_method.update': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: { content: { 'application/json': {
      version?: number
      name?: string
      nameTh?: string | null
      price?: string
      taxCode?: string | null
      needsAddress?: boolean
      minDays?: number | null
      maxDays?: number | null
      position?: number
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        name: string
        nameTh: string | null
        price: string
        taxCode: string | null
        needsAddress: boolean
        minDays: number | null
        maxDays: number | null
        position: number
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Say something about a record */
  'comments.comment.add': {
    parameters: {
      query?: never
      header?: {
        'Idempotency-Key'?: string
      }
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      entity: string
      entityId: string
      body: string
      mentions?: string[]
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        version: number
        createdAt: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Take back what I said, within a day; with `comments.moderate` anybody’s at any time */
  'comments.comment.delete': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      204: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Say differently what I said, within a day */
  'comments.comment.edit': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      version?: number
      body: string
      mentions?: string[]
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        version: number
        createdAt: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Members who can be named in a comment on a record: those who may read it */
  'comments.mentionable.list': {
    parameters: {
      query: {
        entity: string
        entityId: string
        q?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          userId: string
          name: string
          role: string
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** What happened to a record and what was said about it, newest first */
  'comments.timeline.list': {
    parameters: {
      query: {
        limit?: number
        after?: string
        entity: string
        entityId: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          kind: 'event' | 'comment'
          at: string
          actor: string
          actorKind: string
          operation: string | null
          changes: unknown
          body: string | null
          mentions: {
            userId: string
            name: string
          }[]
          editedAt: string | null
          deletedAt: string | null
          version: number | null
          actions: {
            edit: {
              allowed: boolean
              reason?: string
            }
            delete: {
              allowed: boolean
              reason?: string
            }
          } | null
        }[]
        next: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Create a customer */
  'crm.customer.create': {
    parameters: {
      query?: never
      header?: {
        'Idempotency-Key'?: string
      }
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      code: string
      name: string
      email?: string | null
      phone?: string | null
      taxId?: string | null
      address?: {
        name?: string
        line1: string
        line2?: string
        city: string
        postalCode?: string
        country: string
        phone?: string
      } | null
      group?: string | null
      note?: string | null
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        code: string
        name: string
        email: string | null
        phone: string | null
        taxId: string | null
        address: (Record<string, string>) | null
        group: string | null
        note: string | null
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Delete a customer */
  'crm.customer.delete': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        name: string
        email: string | null
        phone: string | null
        taxId: string | null
        address: (Record<string, string>) | null
        group: string | null
        note: string | null
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Export customers as CSV or XLSX */
  'crm.customer.export': {
    parameters: {
      query?: {
        deleted?: 'true' | 'false'
        group?: string
        email?: string
        q?: string
        where?: string
        sort?: 'name' | 'code' | 'createdAt' | '-name' | '-code' | '-createdAt'
        format?: 'csv' | 'xlsx'
        columns?: string
        titles?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read one of the customers */
  'crm.customer.get': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        name: string
        email: string | null
        phone: string | null
        taxId: string | null
        address: (Record<string, string>) | null
        group: string | null
        note: string | null
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Import customers from CSV */
  'crm.customer.import': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      csv: string
      mode?: 'all_or_nothing' | 'skip_errors'
      dryRun?: boolean
      mapping?: Record<string, string>
      fileName?: string
      bySheetRow?: boolean
    } } }
    responses: {
      200: { content: { 'application/json': {
        rows: number
        created: number
        updated: number
        unchanged: number
        refused: number
        errors: {
          line: number
          column: string
          value: string
          message: string
        }[]
        dryRun: boolean
        importId?: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List customers */
  'crm.customer.list': {
    parameters: {
      query?: {
        limit?: number
        after?: string
        before?: string
        startAt?: string
        deleted?: 'true' | 'false'
        group?: string
        email?: string
        q?: string
        where?: string
        sort?: 'name' | 'code' | 'createdAt' | '-name' | '-code' | '-createdAt'
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          code: string
          name: string
          email: string | null
          phone: string | null
          taxId: string | null
          address: (Record<string, string>) | null
          group: string | null
          note: string | null
          createdAt: string
          updatedAt: string
          deletedAt: string | null
          version: number
        }[]
        next: string | null
        previous: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Restore a customer */
  'crm.customer.restore': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        name: string
        email: string | null
        phone: string | null
        taxId: string | null
        address: (Record<string, string>) | null
        group: string | null
        note: string | null
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Change a customer */
  'crm.customer.update': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: { content: { 'application/json': {
      version?: number
      code?: string
      name?: string
      email?: string | null
      phone?: string | null
      taxId?: string | null
      address?: {
        name?: string
        line1: string
        line2?: string
        city: string
        postalCode?: string
        country: string
        phone?: string
      } | null
      group?: string | null
      note?: string | null
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        name: string
        email: string | null
        phone: string | null
        taxId: string | null
        address: (Record<string, string>) | null
        group: string | null
        note: string | null
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** The pictures of a product, in order */
  'desk.product_image.list': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          fileId: string
          url: string
          alt: string | null
          altTh: string | null
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** The files of a record, newest first */
  'documents.file.list': {
    parameters: {
      query: {
        limit?: number
        after?: string
        entity: string
        entityId: string
        visibility?: 'public' | 'members'
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          name: string
          url: string
          mediaType: string
          bytes: number
          visibility: 'public' | 'members'
          by: string | null
          at: string
        }[]
        next: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Take a file away from its record; a public picture is taken away where it is shown */
  'documents.file.remove': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      204: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Keep a file */
  'documents.file.upload': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      name: string
      content: string
      visibility?: 'public' | 'members'
      entity?: string
      entityId?: string
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        url: string
        mediaType: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List all flags with their latest changes */
  'flags.flag.list': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          flag: string
          description: string
          enabled: boolean
          byDefault: boolean
          setBy: string | null
          setAt: string | null
          why: string | null
          history: {
            enabled: boolean
            setBy: string
            setAt: string
            why: string
          }[]
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Turn a flag on or off, at once */
  'flags.flag.set': {
    parameters: {
      query?: never
      header?: never
      path: {
        flag: string
      }
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      enabled: boolean
      why: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        flag: string
        description: string
        enabled: boolean
        byDefault: boolean
        setBy: string | null
        setAt: string | null
        why: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Who is signed in on the central host, and their workshops */
  'identity.account.get': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        name: string
        email: string
        platform: boolean
        twoFactorEnabled: boolean
        workshops: {
          id: string
          code: string
          slug: string
          name: string
          status: string
          origin: string
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Make an API key */
  'identity.api_key.create': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      name: string
      scopes: string[]
      expiresAt?: string
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        name: string
        key: string
        prefix: string
        scopes: string[]
        expiresAt: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Export api keys as CSV or XLSX */
  'identity.api_key.export': {
    parameters: {
      query?: {
        state?: 'active' | 'revoked' | 'expired'
        where?: string
        sort?: 'createdAt' | '-createdAt'
        format?: 'csv' | 'xlsx'
        columns?: string
        titles?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** An API key; never the key itself */
  'identity.api_key.get': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        name: string
        prefix: string
        scopes: string[]
        state: 'active' | 'revoked' | 'expired'
        createdBy: string | null
        createdAt: string
        expiresAt: string | null
        revokedAt: string | null
        actions: {
          revoke: {
            allowed: boolean
            reason?: string
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** API keys, newest first; never the keys themselves */
  'identity.api_key.list': {
    parameters: {
      query?: {
        limit?: number
        after?: string
        before?: string
        startAt?: string
        state?: 'active' | 'revoked' | 'expired'
        where?: string
        sort?: 'createdAt' | '-createdAt'
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          name: string
          prefix: string
          scopes: string[]
          state: 'active' | 'revoked' | 'expired'
          createdBy: string | null
          createdAt: string
          expiresAt: string | null
          revokedAt: string | null
          actions: {
            revoke: {
              allowed: boolean
              reason?: string
            }
          }
        }[]
        next: string | null
        previous: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Revoke an API key */
  'identity.api_key.revoke': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      204: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Join a workshop by the link of an invitation */
  'identity.invitation.accept': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      token: string
      name?: string
      password: string
    } } }
    responses: {
      201: { content: { 'application/json': {
        memberId: string
        name: string
        email: string
        role: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Export invitations as CSV or XLSX */
  'identity.invitation.export': {
    parameters: {
      query?: {
        state?: 'open' | 'accepted' | 'revoked' | 'expired'
        where?: string
        sort?: 'createdAt' | '-createdAt'
        format?: 'csv' | 'xlsx'
        columns?: string
        titles?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Join a workshop by the link of an invitation, signed in */
  'identity.invitation.join': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      token: string
    } } }
    responses: {
      201: { content: { 'application/json': {
        memberId: string
        name: string
        email: string
        role: string
        workshop: {
          id: string
          slug: string
          name: string
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Invitations, newest first */
  'identity.invitation.list': {
    parameters: {
      query?: {
        limit?: number
        after?: string
        before?: string
        startAt?: string
        state?: 'open' | 'accepted' | 'revoked' | 'expired'
        where?: string
        sort?: 'createdAt' | '-createdAt'
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          email: string
          role: string
          invitedBy: string
          state: 'open' | 'accepted' | 'revoked' | 'expired'
          createdAt: string
          expiresAt: string
        }[]
        next: string | null
        previous: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** What an invitation is about */
  'identity.invitation.preview': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      token: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        workshop: string
        email: string
        role: string
        invitedBy: string
        hasAccount: boolean
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Withdraw an open invitation */
  'identity.invitation.revoke': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      204: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Who is signed in here, with which permissions */
  'identity.me': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        kind: 'user' | 'api_key' | 'customer' | 'system' | 'platform'
        id: string | null
        name: string
        email: string | null
        role: string | null
        permissions: string[]
        twoFactorEnabled: boolean
        workshop: {
          id: string
          code: string
          slug: string
          name: string
          status: string
          origin: string
        }
        workshops: {
          id: string
          code: string
          slug: string
          name: string
          status: string
          origin: string
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** What I am called in this workshop */
  'identity.me.rename': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      name: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        name: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Export members as CSV or XLSX */
  'identity.member.export': {
    parameters: {
      query?: {
        role?: string
        q?: string
        where?: string
        sort?: 'email' | 'joinedAt' | '-email' | '-joinedAt'
        format?: 'csv' | 'xlsx'
        columns?: string
        titles?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** A member of the workshop, and what their role lets them do */
  'identity.member.get': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        userId: string
        name: string
        email: string
        role: string
        joinedAt: string
        version: number
        actions: {
          update_role: {
            allowed: boolean
            reason?: string
          }
          remove: {
            allowed: boolean
            reason?: string
          }
        }
        permissions: string[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Invite a person to the workshop */
  'identity.member.invite': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      email: string
      role: string
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        email: string
        role: string
        expiresAt: string
        link: string
        mailed: boolean
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** The members of the workshop, newest first */
  'identity.member.list': {
    parameters: {
      query?: {
        limit?: number
        after?: string
        before?: string
        startAt?: string
        role?: string
        q?: string
        where?: string
        sort?: 'email' | 'joinedAt' | '-email' | '-joinedAt'
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          userId: string
          name: string
          email: string
          role: string
          joinedAt: string
          version: number
          actions: {
            update_role: {
              allowed: boolean
              reason?: string
            }
            remove: {
              allowed: boolean
              reason?: string
            }
          }
        }[]
        next: string | null
        previous: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Take a member out of the workshop */
  'identity.member.remove': {
    parameters: {
      query?: {
        keepApiKeys?: string
      }
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        apiKeysRevoked: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Give a member another role */
  'identity.member.update_role': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      version?: number
      role: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        role: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Every permission that a role or an API key can have */
  'identity.permission.list': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          permission: string
          summaries: string[]
          held: boolean
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Make a role of the workshop’s own */
  'identity.role.create': {
    parameters: {
      query?: never
      header?: {
        'Idempotency-Key'?: string
      }
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      key: string
      name: string
      permissions: string[]
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        key: string
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Delete a role of the workshop’s own */
  'identity.role.delete': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      204: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** A role that members can have */
  'identity.role.get': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string | null
        key: string
        name: string
        builtIn: boolean
        permissions: string[]
        version: number | null
        members: number
        actions: {
          give: {
            allowed: boolean
            reason?: string
          }
          update: {
            allowed: boolean
            reason?: string
          }
          delete: {
            allowed: boolean
            reason?: string
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** The roles that members can have: the ten of everybody, then the workshop’s own */
  'identity.role.list': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string | null
          key: string
          name: string
          builtIn: boolean
          permissions: string[]
          version: number | null
          members: number
          actions: {
            give: {
              allowed: boolean
              reason?: string
            }
            update: {
              allowed: boolean
              reason?: string
            }
            delete: {
              allowed: boolean
              reason?: string
            }
          }
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Change a role of the workshop’s own */
  'identity.role.update': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      version: number
      name?: string
      permissions?: string[]
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Sign out one of my browsers */
  'identity.session.end': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      204: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Sign out all my browsers but this one */
  'identity.session.end_others': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        ended: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** The browsers that I am signed in with, newest first */
  'identity.session.list': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          createdAt: string
          expiresAt: string
          address: string | null
          userAgent: string | null
          current: boolean
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Archive an empty location */
  'inventory.location.archive': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        name: string
        nameTh: string | null
        kind: 'warehouse' | 'zone' | 'bin' | 'supplier' | 'customer' | 'production' | 'loss' | 'opening'
        parentId: string | null
        allowNegative: boolean
        archivedAt: string | null
        createdAt: string
        updatedAt: string
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Create a location */
  'inventory.location.create': {
    parameters: {
      query?: never
      header?: {
        'Idempotency-Key'?: string
      }
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      code: string
      name: string
      nameTh?: string | null
      kind: 'warehouse' | 'zone' | 'bin' | 'supplier' | 'customer' | 'production' | 'loss' | 'opening'
      parentId?: string | null
      allowNegative?: boolean
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        code: string
        name: string
        nameTh: string | null
        kind: 'warehouse' | 'zone' | 'bin' | 'supplier' | 'customer' | 'production' | 'loss' | 'opening'
        parentId: string | null
        allowNegative: boolean
        archivedAt: string | null
        createdAt: string
        updatedAt: string
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Export locations as CSV or XLSX */
  'inventory.location.export': {
    parameters: {
      query?: {
        kind?: 'warehouse' | 'zone' | 'bin' | 'supplier' | 'customer' | 'production' | 'loss' | 'opening'
        physical?: 'true' | 'false'
        parentId?: string
        archived?: 'true' | 'false'
        q?: string
        where?: string
        sort?: 'code' | 'createdAt' | '-code' | '-createdAt'
        format?: 'csv' | 'xlsx'
        columns?: string
        titles?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read a location */
  'inventory.location.get': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        name: string
        nameTh: string | null
        kind: 'warehouse' | 'zone' | 'bin' | 'supplier' | 'customer' | 'production' | 'loss' | 'opening'
        parentId: string | null
        allowNegative: boolean
        archivedAt: string | null
        createdAt: string
        updatedAt: string
        version: number
        actions: {
          archive: {
            allowed: boolean
            reason?: string
          }
          restore: {
            allowed: boolean
            reason?: string
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List locations in the order of their codes */
  'inventory.location.list': {
    parameters: {
      query?: {
        limit?: number
        after?: string
        before?: string
        startAt?: string
        kind?: 'warehouse' | 'zone' | 'bin' | 'supplier' | 'customer' | 'production' | 'loss' | 'opening'
        physical?: 'true' | 'false'
        parentId?: string
        archived?: 'true' | 'false'
        q?: string
        where?: string
        sort?: 'code' | 'createdAt' | '-code' | '-createdAt'
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          code: string
          name: string
          nameTh: string | null
          kind: 'warehouse' | 'zone' | 'bin' | 'supplier' | 'customer' | 'production' | 'loss' | 'opening'
          parentId: string | null
          allowNegative: boolean
          archivedAt: string | null
          createdAt: string
          updatedAt: string
          version: number
          actions: {
            archive: {
              allowed: boolean
              reason?: string
            }
            restore: {
              allowed: boolean
              reason?: string
            }
          }
          parent: string | null
        }[]
        next: string | null
        previous: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Take an archived location into use again */
  'inventory.location.restore': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        name: string
        nameTh: string | null
        kind: 'warehouse' | 'zone' | 'bin' | 'supplier' | 'customer' | 'production' | 'loss' | 'opening'
        parentId: string | null
        allowNegative: boolean
        archivedAt: string | null
        createdAt: string
        updatedAt: string
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Change a location */
  'inventory.location.update': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: { content: { 'application/json': {
      version?: number
      name?: string
      nameTh?: string | null
      parentId?: string | null
      allowNegative?: boolean
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        name: string
        nameTh: string | null
        kind: 'warehouse' | 'zone' | 'bin' | 'supplier' | 'customer' | 'production' | 'loss' | 'opening'
        parentId: string | null
        allowNegative: boolean
        archivedAt: string | null
        createdAt: string
        updatedAt: string
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Export lots as CSV or XLSX */
  'inventory.lot.export': {
    parameters: {
      query?: {
        productId?: string
        left?: 'true' | 'false'
        q?: string
        where?: string
        sort?: 'createdAt' | '-createdAt'
        format?: 'csv' | 'xlsx'
        columns?: string
        titles?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List lots, newest first, with what is left of them */
  'inventory.lot.list': {
    parameters: {
      query?: {
        limit?: number
        after?: string
        before?: string
        startAt?: string
        productId?: string
        left?: 'true' | 'false'
        q?: string
        where?: string
        sort?: 'createdAt' | '-createdAt'
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          code: string
          productId: string
          sku: string
          unit: string
          receivedOn: string | null
          note: string | null
          createdAt: string
          onHand: string
          reserved: string
        }[]
        next: string | null
        previous: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Export stock moves as CSV or XLSX */
  'inventory.move.export': {
    parameters: {
      query?: {
        productId?: string
        locationId?: string
        lotId?: string
        serialId?: string
        kind?: string
        sourceEntity?: string
        sourceId?: string
        ticketId?: string
        from?: string
        to?: string
        where?: string
        sort?: 'at' | '-at'
        format?: 'csv' | 'xlsx'
        columns?: string
        titles?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List stock moves, newest first */
  'inventory.move.list': {
    parameters: {
      query?: {
        limit?: number
        after?: string
        before?: string
        startAt?: string
        productId?: string
        locationId?: string
        lotId?: string
        serialId?: string
        kind?: string
        sourceEntity?: string
        sourceId?: string
        ticketId?: string
        from?: string
        to?: string
        where?: string
        sort?: 'at' | '-at'
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          at: string
          kind: string
          productId: string
          sku: string
          unit: string
          lotId: string | null
          lot: string | null
          serialId: string | null
          fromLocationId: string
          from: string
          toLocationId: string
          to: string
          quantity: string
          value: {
            amount: string
            currency: string
          }
          reason: string | null
          source: {
            entity: string
            id: string
          } | null
          actorId: string | null
        }[]
        next: string | null
        previous: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Import opening stock from CSV */
  'inventory.opening_stock.import': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      csv: string
      mode?: 'all_or_nothing' | 'skip_errors'
      dryRun?: boolean
    } } }
    responses: {
      200: { content: { 'application/json': {
        rows: number
        created: number
        updated: number
        unchanged: number
        refused: number
        errors: {
          line: number
          column: string
          value: string
          message: string
        }[]
        dryRun: boolean
        importId?: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Correct a quantity, with a reason */
  'inventory.stock.adjust': {
    parameters: {
      query?: never
      header?: {
        'Idempotency-Key'?: string
      }
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      productId: string
      location: string
      lot?: string
      change: string
      unitCost?: string
      reason: string
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        moveId: string
        quantity: string
        value: {
          amount: string
          currency: string
        }
        entryId: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Enter what was counted at a location */
  'inventory.stock.count': {
    parameters: {
      query?: never
      header?: {
        'Idempotency-Key'?: string
      }
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      location: string
      lines?: {
        productId: string
        lot?: string
        counted: string
      }[]
      complete?: boolean
      reason?: string
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        agreed: number
        differences: {
          productId: string
          sku: string
          lot: string | null
          expected: string
          counted: string
          difference: string
          value: {
            amount: string
            currency: string
          }
        }[]
        entryId: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Export stock as CSV or XLSX */
  'inventory.stock.export': {
    parameters: {
      query?: {
        productId?: string
        productKind?: 'finished' | 'material' | 'component' | 'service'
        locationId?: string
        lotId?: string
        virtual?: 'true' | 'false'
        empty?: 'true' | 'false'
        q?: string
        where?: string
        sort?: 'sku' | 'location' | '-sku' | '-location'
        format?: 'csv' | 'xlsx'
        columns?: string
        titles?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List stock by product, location and lot */
  'inventory.stock.list': {
    parameters: {
      query?: {
        limit?: number
        after?: string
        before?: string
        startAt?: string
        productId?: string
        productKind?: 'finished' | 'material' | 'component' | 'service'
        locationId?: string
        lotId?: string
        virtual?: 'true' | 'false'
        empty?: 'true' | 'false'
        q?: string
        where?: string
        sort?: 'sku' | 'location' | '-sku' | '-location'
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          productId: string
          sku: string
          name: string
          nameTh: string | null
          productKind: 'finished' | 'material' | 'component' | 'service'
          unit: string
          locationId: string
          location: string
          locationKind: 'warehouse' | 'zone' | 'bin' | 'supplier' | 'customer' | 'production' | 'loss' | 'opening'
          lotId: string | null
          lot: string | null
          onHand: string
          reserved: string
          available: string
          value: {
            amount: string
            currency: string
          } | null
        }[]
        next: string | null
        previous: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** How much there is of a product, and where */
  'inventory.stock.of_product': {
    parameters: {
      query?: never
      header?: never
      path: {
        productId: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        productId: string
        sku: string
        unit: string
        onHand: string
        reserved: string
        available: string
        value: {
          amount: string
          currency: string
        }
        places: {
          locationId: string
          location: string
          lotId: string | null
          lot: string | null
          onHand: string
          reserved: string
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** How much there is of many products */
  'inventory.stock.of_products': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      productIds: string[]
    } } }
    responses: {
      200: { content: { 'application/json': {
        items: {
          productId: string
          sku: string
          unit: string
          onHand: string
          reserved: string
          available: string
          value: {
            amount: string
            currency: string
          }
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Recompute stock from its moves and open reservations */
  'inventory.stock.rebuild': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: { content: { 'application/json': {
      dryRun?: boolean
    } } }
    responses: {
      200: { content: { 'application/json': {
        levels: number
        values: number
        wrong: number
        corrected: boolean
        differences: {
          what: 'level' | 'value'
          sku: string
          location: string | null
          lot: string | null
          was: string
          is: string
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Receive goods from a supplier */
  'inventory.stock.receive': {
    parameters: {
      query?: never
      header?: {
        'Idempotency-Key'?: string
      }
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      location?: string
      reference?: string
      lines: {
        productId: string
        quantity: string
        unitCost: string
        lot?: string
      }[]
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        value: {
          amount: string
          currency: string
        }
        entryId: string | null
        moves: {
          id: string
          productId: string
          lotId: string | null
          quantity: string
          value: {
            amount: string
            currency: string
          }
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Move stock from one place to another */
  'inventory.stock.transfer': {
    parameters: {
      query?: never
      header?: {
        'Idempotency-Key'?: string
      }
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      from: string
      to: string
      reason?: string
      lines: {
        productId: string
        quantity: string
        lot?: string
        serialIds?: string[]
      }[]
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        moves: {
          id: string
          productId: string
          serialId: string | null
          quantity: string
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** See a label before it is printed */
  'labels.label.preview': {
    parameters: {
      query: {
        kind: 'piece' | 'lot' | 'token' | 'ticket' | 'location'
        format?: 'roll-50x30' | 'roll-100x50' | 'a4-3x8' | 'a4-5x13'
        symbol?: 'qr' | 'datamatrix'
      }
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        svg: string
        widthMm: number
        heightMm: number
        title: string
        number: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Print labels */
  'labels.label.print': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      kind: 'piece' | 'lot' | 'token' | 'ticket' | 'location'
      format?: 'roll-50x30' | 'roll-100x50' | 'a4-3x8' | 'a4-5x13'
      symbol?: 'qr' | 'datamatrix'
      ids: string[]
      copies?: number
      start?: number
      output?: 'pdf' | 'png'
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        url: string
        mediaType: string
        labels: number
        pages: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** How the labels of pieces look */
  'labels.template.get': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        logo: boolean
        name: boolean
        fields: ('sku' | 'maker' | 'madeOn' | 'gtin' | 'line')[]
        text: string | null
        textTh: string | null
        version: number
        actions: {
          save: {
            allowed: boolean
            reason?: string
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** See a label as it would look, before that is decided */
  'labels.template.preview': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      logo: boolean
      name: boolean
      fields: ('sku' | 'maker' | 'madeOn' | 'gtin' | 'line')[]
      text: string | null
      textTh: string | null
      format?: 'roll-50x30' | 'roll-100x50' | 'a4-3x8' | 'a4-5x13'
      symbol?: 'qr' | 'datamatrix'
    } } }
    responses: {
      200: { content: { 'application/json': {
        svg: string
        widthMm: number
        heightMm: number
        number: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Decide how the labels of pieces look */
  'labels.template.save': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      version: number
      logo: boolean
      name: boolean
      fields: ('sku' | 'maker' | 'madeOn' | 'gtin' | 'line')[]
      text: string | null
      textTh: string | null
    } } }
    responses: {
      200: { content: { 'application/json': {
        logo: boolean
        name: boolean
        fields: ('sku' | 'maker' | 'madeOn' | 'gtin' | 'line')[]
        text: string | null
        textTh: string | null
        version: number
        actions: {
          save: {
            allowed: boolean
            reason?: string
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Do the same with many records */
  'lists.bulk.run': {
    parameters: {
      query?: never
      header: {
        'Idempotency-Key': string
      }
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      operation: string
      ids?: string[]
      matching?: Record<string, string>
      after?: string
      input?: Record<string, unknown>
    } } }
    responses: {
      200: { content: { 'application/json': {
        outcomes: {
          id: string
          ok: boolean
          code?: string
          message?: string
        }[]
        done: number
        refused: number
        next: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Export imports as CSV or XLSX */
  'lists.import.export': {
    parameters: {
      query?: {
        list?: string
        where?: string
        sort?: 'at' | '-at'
        format?: 'csv' | 'xlsx'
        columns?: string
        titles?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List imports that made records, the latest first */
  'lists.import.list': {
    parameters: {
      query?: {
        limit?: number
        after?: string
        before?: string
        startAt?: string
        list?: string
        where?: string
        sort?: 'at' | '-at'
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          list: string
          fileName: string | null
          rows: number
          created: number
          updated: number
          byName: string
          at: string
          undoneAt: string | null
          undone: number | null
        }[]
        next: string | null
        previous: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read the first sheet of a workbook as CSV */
  'lists.import.read': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      content: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        csv: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Undo an import */
  'lists.import.undo': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        list: string
        undone: number
        kept: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List what there are lists of, their fields, and what can be done with their rows */
  'lists.resource.list': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          name: string
          path: string
          entity: string
          label: string
          search: boolean
          keyField?: string
          sort?: string
          plain: boolean
          deletable: boolean
          versioned: boolean
          may: {
            create: boolean
            update: boolean
            delete: boolean
            restore: boolean
            import: boolean
          }
          importColumns: {
            name: string
            required: boolean
          }[]
          bulk: {
            operation: string
            input: {
              name: string
              type: 'text' | 'boolean' | 'enum'
              required: boolean
              values?: string[]
              maxLength?: number
            }[]
          }[]
          fields: {
            name: string
            type: 'text' | 'paragraph' | 'integer' | 'decimal' | 'money' | 'boolean' | 'enum' | 'day' | 'moment' | 'reference' | 'tags' | 'json'
            nullable: boolean
            values?: string[]
            operators: ('is' | 'not' | 'in' | 'starts' | 'gte' | 'lte' | 'empty' | 'filled')[]
            sort: boolean
            shown: boolean
            of?: string
            beside?: string
            create: boolean
            update: boolean
            required: boolean
            maxLength?: number
            column?: string
          }[]
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Keep a view of a list under a name */
  'lists.view.create': {
    parameters: {
      query?: never
      header?: {
        'Idempotency-Key'?: string
      }
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      list: string
      name: string
      query: string
      shared?: boolean
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        list: string
        name: string
        query: string
        shared: boolean
        mine: boolean
        ownerName: string
        version: number
        mayChange: boolean
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Delete a view */
  'lists.view.delete': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        list: string
        name: string
        query: string
        shared: boolean
        mine: boolean
        ownerName: string
        version: number
        mayChange: boolean
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List the views of a list that the caller made or that others share */
  'lists.view.list': {
    parameters: {
      query: {
        list: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          list: string
          name: string
          query: string
          shared: boolean
          mine: boolean
          ownerName: string
          version: number
          mayChange: boolean
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Change a view */
  'lists.view.update': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: { content: { 'application/json': {
      version?: number
      name?: string
      query?: string
      shared?: boolean
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        list: string
        name: string
        query: string
        shared: boolean
        mine: boolean
        ownerName: string
        version: number
        mayChange: boolean
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** What changed since I asked last */
  'live.change.list': {
    parameters: {
      query?: {
        since?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        token: string
        reset: boolean
        items: {
          entity: string
          id: string | null
          operation: string
          label: string | null
          actor: string
          at: string
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Every piece and batch that has a lot of material in it */
  'manufacturing.genealogy.lot': {
    parameters: {
      query?: {
        limit?: number
        after?: string
      }
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        lot: {
          id: string
          code: string
          receivedOn: string | null
          note: string | null
          product: {
            id: string
            sku: string
            name: string
          }
        }
        items: {
          serial: {
            id: string
            serial: string
            state: string
          } | null
          token: {
            id: string
            code: string
            state: string
          }
          ticket: {
            id: string
            number: string
          }
          product: {
            sku: string
            name: string
          }
          quantity: string
          at: string
        }[]
        next: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** What became of a lot of material, summed up: in how many pieces, of which products, in which states */
  'manufacturing.genealogy.lot_summary': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        receivedOn: string | null
        note: string | null
        product: {
          id: string
          sku: string
          name: string
          nameTh: string | null
        }
        unit: string
        onHand: string
        pieces: number
        quantity: string
        states: {
          state: string
          pieces: number
        }[]
        products: {
          id: string
          sku: string
          name: string
          nameTh: string | null
          pieces: number
          quantity: string
        }[]
        ticketCount: number
        tickets: {
          id: string
          number: string
          productSku: string
          pieces: number
          quantity: string
          firstAt: string
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** What a piece is made of, by whom and how: every lot, operator and operation */
  'manufacturing.genealogy.serial': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        serial: string
        state: string
        madeOn: string | null
        product: {
          sku: string
          name: string
          nameTh: string | null
        }
        ticket: {
          id: string
          number: string
        } | null
        token: {
          id: string
          code: string
          kind: 'piece' | 'batch'
        } | null
        materials: {
          product: {
            id: string
            sku: string
            name: string
            nameTh: string | null
          }
          lot: {
            id: string
            code: string
            receivedOn: string | null
          } | null
          quantity: string
          unit: string
        }[]
        operations: {
          task: string
          name: string
          nameTh: string | null
          operatorId: string
          operatorName: string
          minutes: string
          startedAt: string | null
          completedAt: string | null
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Post the labour of work that is not finished yet */
  'manufacturing.labour.post': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        tickets: number
        labour: {
          amount: string
          currency: string
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Job tickets by state, as columns, with where each may go next and why not */
  'manufacturing.ticket.board': {
    parameters: {
      query?: {
        q?: string
        line?: string
        productId?: string
        dueFrom?: string
        dueTo?: string
        limit?: number
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        columns: {
          state: 'draft' | 'released' | 'in_progress' | 'on_hold' | 'completed' | 'closed'
          count: number
          tickets: {
            id: string
            number: string
            state: 'draft' | 'released' | 'in_progress' | 'on_hold' | 'completed' | 'closed'
            line: string
            product: {
              id: string
              sku: string
              name: string
              nameTh: string | null
            }
            quantity: string
            goodQuantity: string
            dueOn: string | null
            overdue: boolean
            priority: number
            progress: {
              earnedMinutes: string
              totalMinutes: string
              percent: string
            }
            moves: {
              to: 'draft' | 'released' | 'in_progress' | 'on_hold' | 'completed' | 'closed'
              step: ('release' | 'hold' | 'resume' | 'close') | null
              allowed: boolean
              reason?: string
            }[]
          }[]
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Cancel a job ticket on which nothing was logged */
  'manufacturing.ticket.cancel': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: { content: { 'application/json': {
      reason?: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        number: string
        state: 'draft' | 'released' | 'in_progress' | 'on_hold' | 'completed' | 'closed' | 'cancelled'
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Close a job ticket: what is left of its cost goes to variance */
  'manufacturing.ticket.close': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: { content: { 'application/json': {
      short?: boolean
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        number: string
        state: 'draft' | 'released' | 'in_progress' | 'on_hold' | 'completed' | 'closed' | 'cancelled'
        variance: {
          amount: string
          currency: string
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Open a job ticket */
  'manufacturing.ticket.create': {
    parameters: {
      query?: never
      header?: {
        'Idempotency-Key'?: string
      }
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      productId: string
      line?: string
      quantity: string
      dueOn?: string
      priority?: number
      note?: string
      release?: boolean
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        number: string
        state: 'draft' | 'released' | 'in_progress' | 'on_hold' | 'completed' | 'closed' | 'cancelled'
        totalMinutes: string
        tokens: {
          id: string
          code: string
          serial: string | null
          quantity: string
        }[]
        shortages: {
          productId: string
          sku: string
          required: string
          reserved: string
          short: string
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Export job tickets as CSV or XLSX */
  'manufacturing.ticket.export': {
    parameters: {
      query?: {
        state?: 'draft' | 'released' | 'in_progress' | 'on_hold' | 'completed' | 'closed' | 'cancelled'
        open?: 'true' | 'false'
        line?: string
        productId?: string
        dueFrom?: string
        dueTo?: string
        q?: string
        where?: string
        sort?: 'number' | 'dueOn' | 'createdAt' | '-number' | '-dueOn' | '-createdAt'
        format?: 'csv' | 'xlsx'
        columns?: string
        titles?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read a job ticket with its tasks, tokens, materials and costs */
  'manufacturing.ticket.get': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        number: string
        state: 'draft' | 'released' | 'in_progress' | 'on_hold' | 'completed' | 'closed' | 'cancelled'
        heldFrom: ('draft' | 'released' | 'in_progress' | 'on_hold' | 'completed' | 'closed' | 'cancelled') | null
        line: string
        product: {
          id: string
          sku: string
          name: string
          nameTh: string | null
          unit: string
        }
        quantity: string
        goodQuantity: string
        scrappedQuantity: string
        dueOn: string | null
        overdue: boolean
        priority: number
        note: string | null
        progress: {
          earnedMinutes: string
          totalMinutes: string
          percent: string
        }
        tasks: {
          id: string
          code: string
          name: string
          nameTh: string | null
          workCentre: string
          predecessors: string[]
          evidence: string[]
          standardMinutes: string
          setupMinutes: string
          goodQuantity: string
          rejectedQuantity: string
          workedMinutes: string
          labourCost: {
            amount: string
            currency: string
          }
          running: string[]
          standing: {
            running: string
            paused: string
            ready: string
          }
        }[]
        tokenCount: number
        tokens: {
          id: string
          code: string
          kind: 'piece' | 'batch'
          serial: {
            id: string
            serial: string
          } | null
          state: 'waiting' | 'in_progress' | 'on_hold' | 'finished' | 'scrapped' | 'void'
          quantity: string
          finishedQuantity: string
          scrappedQuantity: string
          at: {
            task: string
            state: 'open' | 'running' | 'paused' | 'done'
            goodQuantity: string
            rejectedQuantity: string
            operator: string | null
          }[]
        }[]
        materials: {
          productId: string
          sku: string
          name: string
          nameTh: string | null
          unit: string
          quantityPerPiece: string
          scrapPercent: string
          required: string
          consumed: string
          reserved: string
          short: string
          available: string
        }[]
        costs: {
          material: {
            amount: string
            currency: string
          }
          labour: {
            amount: string
            currency: string
          }
          finished: {
            amount: string
            currency: string
          }
          variance: {
            amount: string
            currency: string
          }
          inProcess: {
            amount: string
            currency: string
          }
        }
        standards: {
          planned: {
            material: {
              amount: string
              currency: string
            } | null
            labour: {
              amount: string
              currency: string
            }
          }
          done: {
            material: {
              amount: string
              currency: string
            } | null
            labour: {
              amount: string
              currency: string
            }
          }
        }
        createdAt: string
        releasedAt: string | null
        completedAt: string | null
        closedAt: string | null
        version: number
        actions: {
          update: {
            allowed: boolean
            reason?: string
          }
          release: {
            allowed: boolean
            reason?: string
          }
          reserve: {
            allowed: boolean
            reason?: string
          }
          hold: {
            allowed: boolean
            reason?: string
          }
          resume: {
            allowed: boolean
            reason?: string
          }
          close: {
            allowed: boolean
            reason?: string
          }
          cancel: {
            allowed: boolean
            reason?: string
          }
          recalculate: {
            allowed: boolean
            reason?: string
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Put a job ticket on hold */
  'manufacturing.ticket.hold': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: { content: { 'application/json': {
      reason?: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        number: string
        state: 'draft' | 'released' | 'in_progress' | 'on_hold' | 'completed' | 'closed' | 'cancelled'
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List job tickets, newest first */
  'manufacturing.ticket.list': {
    parameters: {
      query?: {
        limit?: number
        after?: string
        before?: string
        startAt?: string
        state?: 'draft' | 'released' | 'in_progress' | 'on_hold' | 'completed' | 'closed' | 'cancelled'
        open?: 'true' | 'false'
        line?: string
        productId?: string
        dueFrom?: string
        dueTo?: string
        q?: string
        where?: string
        sort?: 'number' | 'dueOn' | 'createdAt' | '-number' | '-dueOn' | '-createdAt'
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          number: string
          state: 'draft' | 'released' | 'in_progress' | 'on_hold' | 'completed' | 'closed' | 'cancelled'
          line: string
          product: {
            id: string
            sku: string
            name: string
            nameTh: string | null
          }
          quantity: string
          goodQuantity: string
          scrappedQuantity: string
          dueOn: string | null
          overdue: boolean
          priority: number
          progress: {
            earnedMinutes: string
            totalMinutes: string
            percent: string
          }
          createdAt: string
        }[]
        next: string | null
        previous: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Rebuild the progress and labour of a ticket from its WIP logs */
  'manufacturing.ticket.recalculate': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        number: string
        state: 'draft' | 'released' | 'in_progress' | 'on_hold' | 'completed' | 'closed' | 'cancelled'
        agreed: boolean
        differences: {
          what: string
          was: string
          is: string
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Release a job ticket to the workshop */
  'manufacturing.ticket.release': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        number: string
        state: 'draft' | 'released' | 'in_progress' | 'on_hold' | 'completed' | 'closed' | 'cancelled'
        totalMinutes: string
        tokens: {
          id: string
          code: string
          serial: string | null
          quantity: string
        }[]
        shortages: {
          productId: string
          sku: string
          required: string
          reserved: string
          short: string
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Reserve the material that a ticket still lacks */
  'manufacturing.ticket.reserve': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        number: string
        state: 'draft' | 'released' | 'in_progress' | 'on_hold' | 'completed' | 'closed' | 'cancelled'
        shortages: {
          productId: string
          sku: string
          required: string
          reserved: string
          short: string
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Let a job ticket go on */
  'manufacturing.ticket.resume': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        number: string
        state: 'draft' | 'released' | 'in_progress' | 'on_hold' | 'completed' | 'closed' | 'cancelled'
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Change a job ticket */
  'manufacturing.ticket.update': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: { content: { 'application/json': {
      version?: number
      productId?: string
      line?: string
      quantity?: string
      dueOn?: string | null
      priority?: number
      note?: string | null
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        number: string
        state: 'draft' | 'released' | 'in_progress' | 'on_hold' | 'completed' | 'closed' | 'cancelled'
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read what was scanned: a piece or batch, and what can be done with it next */
  'manufacturing.token.get': {
    parameters: {
      query?: never
      header?: never
      path: {
        code: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        kind: 'piece' | 'batch'
        state: 'waiting' | 'in_progress' | 'on_hold' | 'finished' | 'scrapped' | 'void'
        serial: string | null
        quantity: string
        finishedQuantity: string
        scrappedQuantity: string
        product: {
          id: string
          sku: string
          name: string
          nameTh: string | null
          unit: string
          image: string | null
        }
        ticket: {
          id: string
          number: string
          state: 'draft' | 'released' | 'in_progress' | 'on_hold' | 'completed' | 'closed' | 'cancelled'
          dueOn: string | null
          priority: number
          note: string | null
        }
        running: {
          token: string
          task: string
        } | null
        tasks: {
          code: string
          name: string
          nameTh: string | null
          workCentre: string
          state: 'open' | 'running' | 'paused' | 'done'
          predecessors: string[]
          evidence: string[]
          goodQuantity: string
          rejectedQuantity: string
          availableQuantity: string
          standardMinutes: string
          workedMinutes: string
          operator: string | null
          runningSince: string | null
          actions: {
            start: {
              allowed: boolean
              reason?: string
            }
            pause: {
              allowed: boolean
              reason?: string
            }
            resume: {
              allowed: boolean
              reason?: string
            }
            complete: {
              allowed: boolean
              reason?: string
            }
            reject: {
              allowed: boolean
              reason?: string
            }
            rework: {
              allowed: boolean
              reason?: string
            }
            scrap: {
              allowed: boolean
              reason?: string
            }
            hold: {
              allowed: boolean
              reason?: string
            }
            release: {
              allowed: boolean
              reason?: string
            }
            handover: {
              allowed: boolean
              reason?: string
            }
          }
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List the tokens of a job ticket, by number */
  'manufacturing.token.list': {
    parameters: {
      query?: {
        limit?: number
        after?: string
        state?: 'waiting' | 'in_progress' | 'on_hold' | 'finished' | 'scrapped' | 'void'
      }
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          code: string
          kind: 'piece' | 'batch'
          serial: {
            id: string
            serial: string
          } | null
          state: 'waiting' | 'in_progress' | 'on_hold' | 'finished' | 'scrapped' | 'void'
          quantity: string
          finishedQuantity: string
          scrappedQuantity: string
          at: {
            task: string
            state: 'open' | 'running' | 'paused' | 'done'
            goodQuantity: string
            rejectedQuantity: string
            operator: string | null
          }[]
        }[]
        next: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Log work: start, pause, resume, complete, reject, rework, scrap, hold, release, handover */
  'manufacturing.wip.log': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      tokenCode?: string
      tokenId?: string
      taskCode: string
      event: 'start' | 'pause' | 'resume' | 'complete' | 'reject' | 'rework' | 'scrap' | 'hold' | 'release' | 'handover'
      goodQuantity?: string
      rejectedQuantity?: string
      minutes?: string
      takesMaterial?: boolean
      deviceEventId: string
      deviceAt: string
      note?: string
      fileIds?: string[]
      operatorId?: string
      operatorName?: string
      toOperatorId?: string
      toOperatorName?: string
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        event: 'start' | 'pause' | 'resume' | 'complete' | 'reject' | 'rework' | 'scrap' | 'hold' | 'release' | 'handover'
        tokenId: string
        tokenCode: string
        tokenState: 'waiting' | 'in_progress' | 'on_hold' | 'finished' | 'scrapped' | 'void'
        taskCode: string
        taskState: 'open' | 'running' | 'paused' | 'done'
        operatorId: string
        operatorName: string
        goodQuantity: string
        rejectedQuantity: string
        finishedQuantity: string
        minutes: string
        replacementTokenCode: string | null
        ticketId: string
        ticketNumber: string
        ticketState: 'draft' | 'released' | 'in_progress' | 'on_hold' | 'completed' | 'closed' | 'cancelled'
        earnedMinutes: string
        totalMinutes: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Take back a WIP log that was wrong */
  'manufacturing.wip.reverse': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: { content: { 'application/json': {
      reason?: string
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        reversesId: string
        tokenCode: string
        taskCode: string
        taskState: 'open' | 'running' | 'paused' | 'done'
        earnedMinutes: string
        totalMinutes: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List WIP logs, newest first */
  'manufacturing.wip_log.list': {
    parameters: {
      query?: {
        limit?: number
        after?: string
        ticketId?: string
        tokenId?: string
        operatorId?: string
        event?: 'start' | 'pause' | 'resume' | 'complete' | 'reject' | 'rework' | 'scrap' | 'hold' | 'release' | 'handover'
        from?: string
        to?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          event: 'start' | 'pause' | 'resume' | 'complete' | 'reject' | 'rework' | 'scrap' | 'hold' | 'release' | 'handover'
          ticketId: string
          ticketNumber: string
          tokenId: string
          tokenCode: string
          taskCode: string
          taskName: string
          operatorId: string
          operatorName: string
          toOperatorName: string | null
          recordedBy: string | null
          goodQuantity: string
          rejectedQuantity: string
          finishedQuantity: string
          minutes: string
          labourCost: {
            amount: string
            currency: string
          }
          deviceAt: string
          receivedAt: string
          note: string | null
          photos: string[]
          reversesId: string | null
          reversedById: string | null
          actions: {
            reverse: {
              allowed: boolean
              reason?: string
            }
          }
        }[]
        next: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List what I work on, what I paused, and what can be begun next */
  'manufacturing.work.list': {
    parameters: {
      query?: {
        operatorId?: string
        workCentreId?: string
        line?: string
        limit?: number
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        running: {
          tokenId: string
          tokenCode: string
          serial: string | null
          ticketId: string
          ticketNumber: string
          productSku: string
          productName: string
          productNameTh: string | null
          taskCode: string
          taskName: string
          taskNameTh: string | null
          workCentre: string
          state: 'open' | 'running' | 'paused' | 'done'
          availableQuantity: string
          standardMinutes: string
          workedMinutes: string
          runningSince: string | null
          dueOn: string | null
          priority: number
        }[]
        paused: {
          tokenId: string
          tokenCode: string
          serial: string | null
          ticketId: string
          ticketNumber: string
          productSku: string
          productName: string
          productNameTh: string | null
          taskCode: string
          taskName: string
          taskNameTh: string | null
          workCentre: string
          state: 'open' | 'running' | 'paused' | 'done'
          availableQuantity: string
          standardMinutes: string
          workedMinutes: string
          runningSince: string | null
          dueOn: string | null
          priority: number
        }[]
        next: {
          tokenId: string
          tokenCode: string
          serial: string | null
          ticketId: string
          ticketNumber: string
          productSku: string
          productName: string
          productNameTh: string | null
          taskCode: string
          taskName: string
          taskNameTh: string | null
          workCentre: string
          state: 'open' | 'running' | 'paused' | 'done'
          availableQuantity: string
          standardMinutes: string
          workedMinutes: string
          runningSince: string | null
          dueOn: string | null
          priority: number
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Export work in process as CSV or XLSX */
  'manufacturing.work_in_process.export': {
    parameters: {
      query?: {
        workCentreId?: string
        ticketId?: string
        state?: 'running' | 'paused' | 'ready'
        where?: string
        sort?: 'dueOn' | 'ticketNumber' | '-dueOn' | '-ticketNumber'
        format?: 'csv' | 'xlsx'
        columns?: string
        titles?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List where unfinished pieces stand, and who is at them */
  'manufacturing.work_in_process.list': {
    parameters: {
      query?: {
        limit?: number
        after?: string
        before?: string
        startAt?: string
        workCentreId?: string
        ticketId?: string
        state?: 'running' | 'paused' | 'ready'
        where?: string
        sort?: 'dueOn' | 'ticketNumber' | '-dueOn' | '-ticketNumber'
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          tokenId: string
          tokenCode: string
          held: boolean
          serial: string | null
          ticketId: string
          ticketNumber: string
          product: {
            id: string
            sku: string
            name: string
            nameTh: string | null
          }
          task: {
            code: string
            name: string
            nameTh: string | null
          }
          workCentre: {
            id: string
            name: string
            nameTh: string | null
          }
          state: 'running' | 'paused' | 'ready'
          quantity: string
          operator: string | null
          runningSince: string | null
          workedMinutes: string
          dueOn: string | null
        }[]
        next: string | null
        previous: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** What I was told, newest first */
  'notices.notice.list': {
    parameters: {
      query?: {
        limit?: number
        after?: string
        unread?: 'true' | 'false'
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          kind: 'mention' | 'order_placed' | 'payment_received' | 'payment_overdue' | 'ticket_late' | 'stock_low'
          entity: string
          entityId: string
          label: string | null
          actor: string
          excerpt: string | null
          count: number
          at: string
          readAt: string | null
        }[]
        next: string | null
        unread: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Say that I have read everything that I was told, up to one */
  'notices.notice.mark_all_read': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: { content: { 'application/json': {
      upTo?: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        marked: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Say that I have read something that I was told */
  'notices.notice.mark_read': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Export messages as CSV or XLSX */
  'notifications.message.export': {
    parameters: {
      query?: {
        state?: 'queued' | 'sent' | 'kept' | 'failed'
        kind?: string
        entity?: string
        entityId?: string
        recipient?: string
        where?: string
        sort?: 'createdAt' | '-createdAt'
        format?: 'csv' | 'xlsx'
        columns?: string
        titles?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read a message as it was written */
  'notifications.message.get': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        kind: string
        state: 'queued' | 'sent' | 'kept' | 'failed'
        locale: string
        recipient: string
        subject: string
        entity: string | null
        entityId: string | null
        attempts: number
        lastError: string | null
        createdAt: string
        sentAt: string | null
        text: string
        html: string | null
        link: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List messages to people, the latest first */
  'notifications.message.list': {
    parameters: {
      query?: {
        limit?: number
        after?: string
        before?: string
        startAt?: string
        state?: 'queued' | 'sent' | 'kept' | 'failed'
        kind?: string
        entity?: string
        entityId?: string
        recipient?: string
        where?: string
        sort?: 'createdAt' | '-createdAt'
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          kind: string
          state: 'queued' | 'sent' | 'kept' | 'failed'
          locale: string
          recipient: string
          subject: string
          entity: string | null
          entityId: string | null
          attempts: number
          lastError: string | null
          createdAt: string
          sentAt: string | null
        }[]
        next: string | null
        previous: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Send a message again */
  'notifications.message.resend': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        state: 'queued' | 'sent' | 'kept' | 'failed'
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Ask for a piece with the code inside it, or with the code of a transfer */
  'ownership.claim.ask': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      code: string
      email: string
      name: string
    } } }
    responses: {
      202: { content: { 'application/json': {
        asked: true
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Ask for a piece of an order, with the secret link of the order */
  'ownership.claim.ask_by_order': {
    parameters: {
      query?: never
      header?: {
        'x-cart-token'?: string
      }
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      orderId: string
      token: string
      pieceId: string
      email: string
      name: string
    } } }
    responses: {
      202: { content: { 'application/json': {
        asked: true
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Become the owner of a piece, with the link of the mail */
  'ownership.claim.confirm': {
    parameters: {
      query?: never
      header?: {
        'x-claim-token'?: string
      }
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      token: string
      name?: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        pieceId: string
        serial: string
        since: string
        warrantyUntil: string | null
        ownerToken: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** See what the link of a mail is about, before it is confirmed */
  'ownership.claim.preview': {
    parameters: {
      query: {
        token: string
      }
      header?: {
        'x-claim-token'?: string
      }
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        pieceId: string
        serial: string
        product: {
          name: string
          nameTh: string | null
        }
        way: 'code' | 'order' | 'transfer' | 'maker'
        email: string
        name: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Take a piece back from somebody who claimed what is not theirs */
  'ownership.claim.withdraw': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      reason: string
      next?: {
        email: string
        name: string
      }
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        serial: string
        told: boolean
        asked: boolean
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Make the claim codes of pieces, for printing */
  'ownership.claim_code.make': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      pieceIds: string[]
    } } }
    responses: {
      201: { content: { 'application/json': {
        codes: {
          pieceId: string
          serial: string
          product: string
          code: string
          link: string
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Ask for the link to one’s pieces */
  'ownership.link.ask': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      email: string
    } } }
    responses: {
      202: { content: { 'application/json': {
        asked: true
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** End the link to one’s pieces */
  'ownership.link.end': {
    parameters: {
      query?: never
      header?: {
        'x-owner-token'?: string
      }
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      token: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        ended: true
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Erase who an owner is, as they asked */
  'ownership.owner.erase': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        erasedAt: string
        pieces: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Have everything erased by which one is known as an owner */
  'ownership.owner.erase_me': {
    parameters: {
      query?: never
      header?: {
        'x-owner-token'?: string
      }
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      token: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        erasedAt: string
        pieces: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Whose a piece is, how it came to them, its warranty and its service history */
  'ownership.piece.get': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        owner: {
          id: string
          name: string
          email: string | null
          since: string
          claimedAt: string
        } | null
        warranty: {
          months: number
          until: string
          over: boolean
        } | null
        warrantyMonths: number | null
        claimCode: {
          madeAt: string
        } | null
        transfer: {
          toEmail: string | null
          expiresAt: string
        } | null
        recall: {
          id: string
          number: string
        } | null
        chain: {
          kind: 'claimed' | 'transferred' | 'stolen' | 'recovered' | 'withdrawn'
          at: string
          owner: {
            name: string
            email: string | null
          }
          way: string | null
          note: string | null
        }[]
        service: {
          id: string
          kind: 'repair' | 'care' | 'inspection' | 'alteration'
          on: string
          doneBy: string
          description: string
          parts: {
            name: string
            quantity: string
          }[]
          photoIds: string[]
          underWarranty: boolean
          recordedAt: string
        }[]
        actions: {
          makeCode: {
            allowed: boolean
            reason?: string
          }
          recordService: {
            allowed: boolean
            reason?: string
          }
          withdraw: {
            allowed: boolean
            reason?: string
          }
          erase: {
            allowed: boolean
            reason?: string
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read a piece of one’s own, with its warranty and its service history */
  'ownership.piece.get_mine': {
    parameters: {
      query: {
        token: string
      }
      header?: {
        'x-owner-token'?: string
      }
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        serial: string
        compact: string
        state: 'reserved' | 'issued' | 'in_production' | 'in_stock' | 'sold' | 'claimed' | 'void' | 'scrapped' | 'quarantined' | 'recalled' | 'stolen'
        product: {
          name: string
          nameTh: string | null
        }
        pictureId: string | null
        madeOn: string | null
        since: string
        warrantyUntil: string | null
        transfer: {
          toEmail: string | null
          expiresAt: string
        } | null
        recall: {
          text: string
          textTh: string | null
          startedAt: string
        } | null
        owner: {
          name: string
          email: string
        }
        service: {
          id: string
          kind: 'repair' | 'care' | 'inspection' | 'alteration'
          on: string
          doneBy: string
          description: string
          parts: {
            name: string
            quantity: string
          }[]
          photoIds: string[]
          underWarranty: boolean
          recordedAt: string
        }[]
        actions: {
          transfer: {
            allowed: boolean
            reason?: string
          }
          cancelTransfer: {
            allowed: boolean
            reason?: string
          }
          reportStolen: {
            allowed: boolean
            reason?: string
          }
          reportFound: {
            allowed: boolean
            reason?: string
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List one’s own pieces */
  'ownership.piece.list_mine': {
    parameters: {
      query: {
        token: string
      }
      header?: {
        'x-owner-token'?: string
      }
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        owner: {
          name: string
          email: string
        }
        pieces: {
          id: string
          serial: string
          compact: string
          state: 'reserved' | 'issued' | 'in_production' | 'in_stock' | 'sold' | 'claimed' | 'void' | 'scrapped' | 'quarantined' | 'recalled' | 'stolen'
          product: {
            name: string
            nameTh: string | null
          }
          pictureId: string | null
          madeOn: string | null
          since: string
          warrantyUntil: string | null
          transfer: {
            toEmail: string | null
            expiresAt: string
          } | null
          recall: {
            text: string
            textTh: string | null
            startedAt: string
          } | null
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Report that a stolen piece of one’s own is back */
  'ownership.piece.report_found': {
    parameters: {
      query?: never
      header?: {
        'x-owner-token'?: string
      }
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      token: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        serial: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Report a piece of one’s own as stolen */
  'ownership.piece.report_stolen': {
    parameters: {
      query?: never
      header?: {
        'x-owner-token'?: string
      }
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      token: string
      note?: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        serial: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Export recalls as CSV or XLSX */
  'ownership.recall.export': {
    parameters: {
      query?: {
        state?: 'active' | 'lifted'
        where?: string
        sort?: 'number' | 'startedAt' | '-number' | '-startedAt'
        format?: 'csv' | 'xlsx'
        columns?: string
        titles?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Look again which pieces a recall means, and recall those that came since */
  'ownership.recall.extend': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        number: string
        recalled: number
        people: number
        replaced: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read a recall: which pieces, how they are now, and how far the mails are */
  'ownership.recall.get': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        number: string
        state: 'active' | 'lifted'
        reason: string
        startedAt: string
        startedBy: string
        pieces: number
        people: number
        told: number
        text: string
        textTh: string | null
        by: 'lot' | 'product' | 'serials'
        of: string[]
        from: string | null
        to: string | null
        extendedAt: string | null
        liftedAt: string | null
        liftedBy: string | null
        liftReason: string | null
        byState: {
          state: 'reserved' | 'issued' | 'in_production' | 'in_stock' | 'sold' | 'claimed' | 'void' | 'scrapped' | 'quarantined' | 'recalled' | 'stolen'
          pieces: number
        }[]
        waitingOrders: {
          id: string
          number: string
        }[]
        actions: {
          extend: {
            allowed: boolean
            reason?: string
          }
          lift: {
            allowed: boolean
            reason?: string
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** End a recall: its pieces go back to where they were */
  'ownership.recall.lift': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      reason: string
      text?: string
      textTh?: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        number: string
        lifted: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List recalls, the latest first */
  'ownership.recall.list': {
    parameters: {
      query?: {
        limit?: number
        after?: string
        before?: string
        startAt?: string
        state?: 'active' | 'lifted'
        where?: string
        sort?: 'number' | 'startedAt' | '-number' | '-startedAt'
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          number: string
          state: 'active' | 'lifted'
          reason: string
          startedAt: string
          startedBy: string
          pieces: number
          people: number
          told: number
        }[]
        next: string | null
        previous: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List the pieces of a recall */
  'ownership.recall.pieces': {
    parameters: {
      query?: {
        limit?: number
        after?: string
      }
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          serial: string
          state: 'reserved' | 'issued' | 'in_production' | 'in_stock' | 'sold' | 'claimed' | 'void' | 'scrapped' | 'quarantined' | 'recalled' | 'stolen'
          before: 'reserved' | 'issued' | 'in_production' | 'in_stock' | 'sold' | 'claimed' | 'void' | 'scrapped' | 'quarantined' | 'recalled' | 'stolen'
          product: {
            sku: string
            name: string
          }
          owner: string | null
        }[]
        next: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** See which pieces a recall would reach, before it is started */
  'ownership.recall.preview': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      criteria: {
        by: 'lot'
        lotIds: string[]
      } | {
        by: 'product'
        productIds: string[]
        from?: string
        to?: string
      } | {
        by: 'serials'
        serials: string[]
      }
    } } }
    responses: {
      200: { content: { 'application/json': {
        pieces: number
        recallable: number
        byState: {
          state: 'reserved' | 'issued' | 'in_production' | 'in_stock' | 'sold' | 'claimed' | 'void' | 'scrapped' | 'quarantined' | 'recalled' | 'stolen'
          pieces: number
          recallable: boolean
        }[]
        byProduct: {
          id: string
          sku: string
          name: string
          pieces: number
        }[]
        owners: number
        buyers: number
        promised: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Recall all pieces of a lot, a product or a list, in one action */
  'ownership.recall.start': {
    parameters: {
      query?: never
      header: {
        'Idempotency-Key': string
      }
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      criteria: {
        by: 'lot'
        lotIds: string[]
      } | {
        by: 'product'
        productIds: string[]
        from?: string
        to?: string
      } | {
        by: 'serials'
        serials: string[]
      }
      reason: string
      text: string
      textTh?: string
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        number: string
        recalled: number
        people: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Whether a photo belongs to the service history of a piece of one’s own */
  'ownership.service.photo': {
    parameters: {
      query: {
        token: string
      }
      header?: {
        'x-owner-token'?: string
      }
      path: {
        id: string
        photoId: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        mediaType: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Record what was done to a piece */
  'ownership.service.record': {
    parameters: {
      query?: never
      header?: {
        'Idempotency-Key'?: string
      }
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      kind: 'repair' | 'care' | 'inspection' | 'alteration'
      on?: string
      doneBy: string
      description: string
      parts?: {
        name: string
        quantity: string
      }[]
      photoIds?: string[]
      underWarranty?: boolean
      correctsId?: string
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Take back an offer that nobody has accepted yet */
  'ownership.transfer.cancel': {
    parameters: {
      query?: never
      header?: {
        'x-owner-token'?: string
      }
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      token: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Offer a piece to its next owner */
  'ownership.transfer.offer': {
    parameters: {
      query?: never
      header?: {
        'x-owner-token'?: string
      }
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      token: string
      email?: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        code: string | null
        link: string | null
        expiresAt: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** End the key of an authority at once */
  'passports.access.end': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        endedAt: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Give an authority a key to what passports tell authorities */
  'passports.access.give': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      name: string
      serialId?: string | null
      days?: number
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        key: string
        link: string
        expiresAt: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List the keys that authorities were given, the latest first */
  'passports.access.list': {
    parameters: {
      query?: {
        serialId?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          name: string
          piece: {
            id: string
            serial: string
          } | null
          createdAt: string
          createdBy: string
          expiresAt: string
          endedAt: string | null
          good: boolean
          uses: number
          lastUsedAt: string | null
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Whether one agreed to be named in passports */
  'passports.consent.get_own': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        name: string
        given: boolean | null
        history: {
          name: string
          given: boolean
          at: string
          recordedBy: string
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Agree to be named in the passports of pieces one worked on, or take that back */
  'passports.consent.give_own': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      given: boolean
      name: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        name: string
        given: boolean | null
        history: {
          name: string
          given: boolean
          at: string
          recordedBy: string
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List who agreed to be named, or took it back */
  'passports.consent.list': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          operatorId: string
          name: string
          given: boolean
          at: string
          recordedBy: string
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List the people who may be named in passports, and what each of them said */
  'passports.consent.list_makers': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          operatorId: string
          name: string
          publicName: string | null
          given: boolean | null
          at: string | null
          recordedBy: string | null
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Record that somebody agrees to be named in passports, or takes that back */
  'passports.consent.record': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      operatorId: string
      name: string
      given: boolean
    } } }
    responses: {
      201: { content: { 'application/json': {
        operatorId: string
        name: string
        given: boolean
        at: string
        recordedBy: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Preview the passport of a piece as an audience sees it */
  'passports.passport.get': {
    parameters: {
      query?: {
        audience?: 'public' | 'owner' | 'authority'
      }
      header?: never
      path: {
        serialId: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        serialId: string
        serial: string
        audience: 'public' | 'owner' | 'authority'
        url: string
        issuedAt: string | null
        revokedAt: string | null
        revokedWhy: string | null
        content: {
          product: {
            sku: string
            name: {
              en: string
              th: string | null
            }
            gtin: string | null
          }
          description?: {
            en: string
            th: string | null
          }
          madeOn?: string
          place?: {
            en: string
            th: string | null
          }
          people?: string[]
          operations?: {
            name: {
              en: string
              th: string | null
            }
            completedOn: string | null
          }[]
          materials?: {
            name: {
              en: string
              th: string | null
            }
            quantity: string
            unit: string
            lot?: string
          }[]
          certificates?: {
            name: string
            issuer: string | null
            url: string | null
          }[]
          care?: {
            en: string
            th: string | null
          }
          repair?: {
            en: string
            th: string | null
          }
          carbonKg?: string
          recycledPercent?: string
        }
        withoutConsent: {
          operatorId: string
          name: string
        }[]
        jsonLd: {
          '@context': Record<string, string>
        }
        actions: {
          issue: {
            allowed: boolean
            reason?: string
          }
          revoke: {
            allowed: boolean
            reason?: string
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read the passport of a piece of one’s own, with what its maker tells owners alone */
  'passports.passport.get_mine': {
    parameters: {
      query: {
        token: string
      }
      header?: {
        'x-owner-token'?: string
      }
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        serial: string
        compact: string
        audience: 'public' | 'owner' | 'authority'
        revoked: boolean
        content: {
          product: {
            sku: string
            name: {
              en: string
              th: string | null
            }
            gtin: string | null
          }
          description?: {
            en: string
            th: string | null
          }
          madeOn?: string
          place?: {
            en: string
            th: string | null
          }
          people?: string[]
          operations?: {
            name: {
              en: string
              th: string | null
            }
            completedOn: string | null
          }[]
          materials?: {
            name: {
              en: string
              th: string | null
            }
            quantity: string
            unit: string
            lot?: string
          }[]
          certificates?: {
            name: string
            issuer: string | null
            url: string | null
          }[]
          care?: {
            en: string
            th: string | null
          }
          repair?: {
            en: string
            th: string | null
          }
          carbonKg?: string
          recycledPercent?: string
        }
        jsonLd: {
          '@context': Record<string, string>
        }
        credential: {
          '@context': string[]
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Issue passports for pieces, or publish them anew */
  'passports.passport.issue': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      serialIds: string[]
    } } }
    responses: {
      202: { content: { 'application/json': {
        issued: number
        passports: {
          serialId: string
          serial: string
          url: string
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read a passport with the key of an authority */
  'passports.passport.read_as_authority': {
    parameters: {
      query?: never
      header?: {
        'x-passport-key'?: string
      }
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      key: string
      serial: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        serial: string
        compact: string
        audience: 'public' | 'owner' | 'authority'
        revoked: boolean
        content: {
          product: {
            sku: string
            name: {
              en: string
              th: string | null
            }
            gtin: string | null
          }
          description?: {
            en: string
            th: string | null
          }
          madeOn?: string
          place?: {
            en: string
            th: string | null
          }
          people?: string[]
          operations?: {
            name: {
              en: string
              th: string | null
            }
            completedOn: string | null
          }[]
          materials?: {
            name: {
              en: string
              th: string | null
            }
            quantity: string
            unit: string
            lot?: string
          }[]
          certificates?: {
            name: string
            issuer: string | null
            url: string | null
          }[]
          care?: {
            en: string
            th: string | null
          }
          repair?: {
            en: string
            th: string | null
          }
          carbonKg?: string
          recycledPercent?: string
        }
        jsonLd: {
          '@context': Record<string, string>
        }
        credential: {
          '@context': string[]
        }
        given: {
          name: string
          expiresAt: string
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Revoke the passport of a piece, for good */
  'passports.passport.revoke': {
    parameters: {
      query?: never
      header?: never
      path: {
        serialId: string
      }
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      reason: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        serialId: string
        revokedAt: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read what passports say of a product, and to whom */
  'passports.profile.get': {
    parameters: {
      query?: never
      header?: never
      path: {
        productId: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        productId: string | null
        care: string | null
        careTh: string | null
        repair: string | null
        repairTh: string | null
        place: string | null
        placeTh: string | null
        carbonKg: string | null
        recycledPercent: string | null
        certificates: {
          name: string
          issuer: string | null
          url: string | null
        }[] | null
        rules: {
          description?: 'public' | 'owner' | 'authority' | 'nobody'
          madeOn?: 'public' | 'owner' | 'authority' | 'nobody'
          place?: 'public' | 'owner' | 'authority' | 'nobody'
          people?: 'public' | 'owner' | 'authority' | 'nobody'
          operations?: 'public' | 'owner' | 'authority' | 'nobody'
          materials?: 'public' | 'owner' | 'authority' | 'nobody'
          lots?: 'public' | 'owner' | 'authority' | 'nobody'
          certificates?: 'public' | 'owner' | 'authority' | 'nobody'
          care?: 'public' | 'owner' | 'authority' | 'nobody'
          repair?: 'public' | 'owner' | 'authority' | 'nobody'
          carbon?: 'public' | 'owner' | 'authority' | 'nobody'
          recycled?: 'public' | 'owner' | 'authority' | 'nobody'
        }
        effective: {
          care: string | null
          careTh: string | null
          repair: string | null
          repairTh: string | null
          place: string | null
          placeTh: string | null
          carbonKg: string | null
          recycledPercent: string | null
          certificates: {
            name: string
            issuer: string | null
            url: string | null
          }[] | null
          rules: {
            description: 'public' | 'owner' | 'authority' | 'nobody'
            madeOn: 'public' | 'owner' | 'authority' | 'nobody'
            place: 'public' | 'owner' | 'authority' | 'nobody'
            people: 'public' | 'owner' | 'authority' | 'nobody'
            operations: 'public' | 'owner' | 'authority' | 'nobody'
            materials: 'public' | 'owner' | 'authority' | 'nobody'
            lots: 'public' | 'owner' | 'authority' | 'nobody'
            certificates: 'public' | 'owner' | 'authority' | 'nobody'
            care: 'public' | 'owner' | 'authority' | 'nobody'
            repair: 'public' | 'owner' | 'authority' | 'nobody'
            carbon: 'public' | 'owner' | 'authority' | 'nobody'
            recycled: 'public' | 'owner' | 'authority' | 'nobody'
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read what passports say of all the workshop’s products */
  'passports.profile.get_default': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        productId: string | null
        care: string | null
        careTh: string | null
        repair: string | null
        repairTh: string | null
        place: string | null
        placeTh: string | null
        carbonKg: string | null
        recycledPercent: string | null
        certificates: {
          name: string
          issuer: string | null
          url: string | null
        }[] | null
        rules: {
          description?: 'public' | 'owner' | 'authority' | 'nobody'
          madeOn?: 'public' | 'owner' | 'authority' | 'nobody'
          place?: 'public' | 'owner' | 'authority' | 'nobody'
          people?: 'public' | 'owner' | 'authority' | 'nobody'
          operations?: 'public' | 'owner' | 'authority' | 'nobody'
          materials?: 'public' | 'owner' | 'authority' | 'nobody'
          lots?: 'public' | 'owner' | 'authority' | 'nobody'
          certificates?: 'public' | 'owner' | 'authority' | 'nobody'
          care?: 'public' | 'owner' | 'authority' | 'nobody'
          repair?: 'public' | 'owner' | 'authority' | 'nobody'
          carbon?: 'public' | 'owner' | 'authority' | 'nobody'
          recycled?: 'public' | 'owner' | 'authority' | 'nobody'
        }
        effective: {
          care: string | null
          careTh: string | null
          repair: string | null
          repairTh: string | null
          place: string | null
          placeTh: string | null
          carbonKg: string | null
          recycledPercent: string | null
          certificates: {
            name: string
            issuer: string | null
            url: string | null
          }[] | null
          rules: {
            description: 'public' | 'owner' | 'authority' | 'nobody'
            madeOn: 'public' | 'owner' | 'authority' | 'nobody'
            place: 'public' | 'owner' | 'authority' | 'nobody'
            people: 'public' | 'owner' | 'authority' | 'nobody'
            operations: 'public' | 'owner' | 'authority' | 'nobody'
            materials: 'public' | 'owner' | 'authority' | 'nobody'
            lots: 'public' | 'owner' | 'authority' | 'nobody'
            certificates: 'public' | 'owner' | 'authority' | 'nobody'
            care: 'public' | 'owner' | 'authority' | 'nobody'
            repair: 'public' | 'owner' | 'authority' | 'nobody'
            carbon: 'public' | 'owner' | 'authority' | 'nobody'
            recycled: 'public' | 'owner' | 'authority' | 'nobody'
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Decide what passports say of a product, and to whom */
  'passports.profile.save': {
    parameters: {
      query?: never
      header?: never
      path: {
        productId: string
      }
      cookie?: never
    }
    requestBody?: { content: { 'application/json': {
      care?: string | null
      careTh?: string | null
      repair?: string | null
      repairTh?: string | null
      place?: string | null
      placeTh?: string | null
      carbonKg?: string | null
      recycledPercent?: string | null
      certificates?: {
        name: string
        issuer: string | null
        url: string | null
      }[] | null
      rules?: {
        description?: 'public' | 'owner' | 'authority' | 'nobody'
        madeOn?: 'public' | 'owner' | 'authority' | 'nobody'
        place?: 'public' | 'owner' | 'authority' | 'nobody'
        people?: 'public' | 'owner' | 'authority' | 'nobody'
        operations?: 'public' | 'owner' | 'authority' | 'nobody'
        materials?: 'public' | 'owner' | 'authority' | 'nobody'
        lots?: 'public' | 'owner' | 'authority' | 'nobody'
        certificates?: 'public' | 'owner' | 'authority' | 'nobody'
        care?: 'public' | 'owner' | 'authority' | 'nobody'
        repair?: 'public' | 'owner' | 'authority' | 'nobody'
        carbon?: 'public' | 'owner' | 'authority' | 'nobody'
        recycled?: 'public' | 'owner' | 'authority' | 'nobody'
      }
    } } }
    responses: {
      200: { content: { 'application/json': {
        productId: string | null
        care: string | null
        careTh: string | null
        repair: string | null
        repairTh: string | null
        place: string | null
        placeTh: string | null
        carbonKg: string | null
        recycledPercent: string | null
        certificates: {
          name: string
          issuer: string | null
          url: string | null
        }[] | null
        rules: {
          description?: 'public' | 'owner' | 'authority' | 'nobody'
          madeOn?: 'public' | 'owner' | 'authority' | 'nobody'
          place?: 'public' | 'owner' | 'authority' | 'nobody'
          people?: 'public' | 'owner' | 'authority' | 'nobody'
          operations?: 'public' | 'owner' | 'authority' | 'nobody'
          materials?: 'public' | 'owner' | 'authority' | 'nobody'
          lots?: 'public' | 'owner' | 'authority' | 'nobody'
          certificates?: 'public' | 'owner' | 'authority' | 'nobody'
          care?: 'public' | 'owner' | 'authority' | 'nobody'
          repair?: 'public' | 'owner' | 'authority' | 'nobody'
          carbon?: 'public' | 'owner' | 'authority' | 'nobody'
          recycled?: 'public' | 'owner' | 'authority' | 'nobody'
        }
        effective: {
          care: string | null
          careTh: string | null
          repair: string | null
          repairTh: string | null
          place: string | null
          placeTh: string | null
          carbonKg: string | null
          recycledPercent: string | null
          certificates: {
            name: string
            issuer: string | null
            url: string | null
          }[] | null
          rules: {
            description: 'public' | 'owner' | 'authority' | 'nobody'
            madeOn: 'public' | 'owner' | 'authority' | 'nobody'
            place: 'public' | 'owner' | 'authority' | 'nobody'
            people: 'public' | 'owner' | 'authority' | 'nobody'
            operations: 'public' | 'owner' | 'authority' | 'nobody'
            materials: 'public' | 'owner' | 'authority' | 'nobody'
            lots: 'public' | 'owner' | 'authority' | 'nobody'
            certificates: 'public' | 'owner' | 'authority' | 'nobody'
            care: 'public' | 'owner' | 'authority' | 'nobody'
            repair: 'public' | 'owner' | 'authority' | 'nobody'
            carbon: 'public' | 'owner' | 'authority' | 'nobody'
            recycled: 'public' | 'owner' | 'authority' | 'nobody'
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Decide what passports say of all products, and to whom */
  'passports.profile.save_default': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: { content: { 'application/json': {
      care?: string | null
      careTh?: string | null
      repair?: string | null
      repairTh?: string | null
      place?: string | null
      placeTh?: string | null
      carbonKg?: string | null
      recycledPercent?: string | null
      certificates?: {
        name: string
        issuer: string | null
        url: string | null
      }[] | null
      rules?: {
        description?: 'public' | 'owner' | 'authority' | 'nobody'
        madeOn?: 'public' | 'owner' | 'authority' | 'nobody'
        place?: 'public' | 'owner' | 'authority' | 'nobody'
        people?: 'public' | 'owner' | 'authority' | 'nobody'
        operations?: 'public' | 'owner' | 'authority' | 'nobody'
        materials?: 'public' | 'owner' | 'authority' | 'nobody'
        lots?: 'public' | 'owner' | 'authority' | 'nobody'
        certificates?: 'public' | 'owner' | 'authority' | 'nobody'
        care?: 'public' | 'owner' | 'authority' | 'nobody'
        repair?: 'public' | 'owner' | 'authority' | 'nobody'
        carbon?: 'public' | 'owner' | 'authority' | 'nobody'
        recycled?: 'public' | 'owner' | 'authority' | 'nobody'
      }
    } } }
    responses: {
      200: { content: { 'application/json': {
        productId: string | null
        care: string | null
        careTh: string | null
        repair: string | null
        repairTh: string | null
        place: string | null
        placeTh: string | null
        carbonKg: string | null
        recycledPercent: string | null
        certificates: {
          name: string
          issuer: string | null
          url: string | null
        }[] | null
        rules: {
          description?: 'public' | 'owner' | 'authority' | 'nobody'
          madeOn?: 'public' | 'owner' | 'authority' | 'nobody'
          place?: 'public' | 'owner' | 'authority' | 'nobody'
          people?: 'public' | 'owner' | 'authority' | 'nobody'
          operations?: 'public' | 'owner' | 'authority' | 'nobody'
          materials?: 'public' | 'owner' | 'authority' | 'nobody'
          lots?: 'public' | 'owner' | 'authority' | 'nobody'
          certificates?: 'public' | 'owner' | 'authority' | 'nobody'
          care?: 'public' | 'owner' | 'authority' | 'nobody'
          repair?: 'public' | 'owner' | 'authority' | 'nobody'
          carbon?: 'public' | 'owner' | 'authority' | 'nobody'
          recycled?: 'public' | 'owner' | 'authority' | 'nobody'
        }
        effective: {
          care: string | null
          careTh: string | null
          repair: string | null
          repairTh: string | null
          place: string | null
          placeTh: string | null
          carbonKg: string | null
          recycledPercent: string | null
          certificates: {
            name: string
            issuer: string | null
            url: string | null
          }[] | null
          rules: {
            description: 'public' | 'owner' | 'authority' | 'nobody'
            madeOn: 'public' | 'owner' | 'authority' | 'nobody'
            place: 'public' | 'owner' | 'authority' | 'nobody'
            people: 'public' | 'owner' | 'authority' | 'nobody'
            operations: 'public' | 'owner' | 'authority' | 'nobody'
            materials: 'public' | 'owner' | 'authority' | 'nobody'
            lots: 'public' | 'owner' | 'authority' | 'nobody'
            certificates: 'public' | 'owner' | 'authority' | 'nobody'
            care: 'public' | 'owner' | 'authority' | 'nobody'
            repair: 'public' | 'owner' | 'authority' | 'nobody'
            carbon: 'public' | 'owner' | 'authority' | 'nobody'
            recycled: 'public' | 'owner' | 'authority' | 'nobody'
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Create a method */
  'payments.method.create': {
    parameters: {
      query?: never
      header?: {
        'Idempotency-Key'?: string
      }
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      code: string
      provider: string
      name: string
      nameTh?: string | null
      instructionsText?: string | null
      instructionsTextTh?: string | null
      dueDays?: number | null
      enabled?: boolean
      position?: number
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        code: string
        provider: string
        name: string
        nameTh: string | null
        instructionsText: string | null
        instructionsTextTh: string | null
        dueDays: number | null
        enabled: boolean
        position: number
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Delete a method */
  'payments.method.delete': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        provider: string
        name: string
        nameTh: string | null
        instructionsText: string | null
        instructionsTextTh: string | null
        dueDays: number | null
        enabled: boolean
        position: number
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Export payment methods as CSV or XLSX */
  'payments.method.export': {
    parameters: {
      query?: {
        deleted?: 'true' | 'false'
        where?: string
        sort?: 'createdAt' | '-createdAt'
        format?: 'csv' | 'xlsx'
        columns?: string
        titles?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read one of the payment methods */
  'payments.method.get': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        provider: string
        name: string
        nameTh: string | null
        instructionsText: string | null
        instructionsTextTh: string | null
        dueDays: number | null
        enabled: boolean
        position: number
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Import payment methods from CSV */
  'payments.method.import': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      csv: string
      mode?: 'all_or_nothing' | 'skip_errors'
      dryRun?: boolean
      mapping?: Record<string, string>
      fileName?: string
      bySheetRow?: boolean
    } } }
    responses: {
      200: { content: { 'application/json': {
        rows: number
        created: number
        updated: number
        unchanged: number
        refused: number
        errors: {
          line: number
          column: string
          value: string
          message: string
        }[]
        dryRun: boolean
        importId?: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List payment methods */
  'payments.method.list': {
    parameters: {
      query?: {
        limit?: number
        after?: string
        before?: string
        startAt?: string
        deleted?: 'true' | 'false'
        where?: string
        sort?: 'createdAt' | '-createdAt'
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          code: string
          provider: string
          name: string
          nameTh: string | null
          instructionsText: string | null
          instructionsTextTh: string | null
          dueDays: number | null
          enabled: boolean
          position: number
          createdAt: string
          updatedAt: string
          deletedAt: string | null
          version: number
        }[]
        next: string | null
        previous: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List the ways to pay in the shop */
  'payments.method.offer': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          code: string
          provider: string
          name: string
          nameTh: string | null
          instructions: string | null
          instructionsTh: string | null
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Restore a method */
  'payments.method.restore': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        provider: string
        name: string
        nameTh: string | null
        instructionsText: string | null
        instructionsTextTh: string | null
        dueDays: number | null
        enabled: boolean
        position: number
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Change a method */
  'payments.method.update': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: { content: { 'application/json': {
      version?: number
      name?: string
      nameTh?: string | null
      instructionsText?: string | null
      instructionsTextTh?: string | null
      dueDays?: number | null
      enabled?: boolean
      position?: number
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        provider: string
        name: string
        nameTh: string | null
        instructionsText: string | null
        instructionsTextTh: string | null
        dueDays: number | null
        enabled: boolean
        position: number
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Say that the money of a payment is there */
  'payments.payment.capture': {
    parameters: {
      query?: never
      header?: {
        'Idempotency-Key'?: string
      }
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      reference: string
      receivedOn?: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        orderId: string
        orderNumber: string
        provider: string
        method: string
        methodName: string
        methodNameTh: string | null
        instructions: string | null
        instructionsTh: string | null
        state: 'pending' | 'captured' | 'cancelled'
        amount: {
          amount: string
          currency: string
        }
        captured: {
          amount: string
          currency: string
        }
        refunded: {
          amount: string
          currency: string
        }
        refundable: {
          amount: string
          currency: string
        }
        reference: string | null
        receivedOn: string | null
        dueOn: string | null
        capturedAt: string | null
        createdAt: string
        actions: {
          capture: {
            allowed: boolean
            reason?: string
          }
          refund: {
            allowed: boolean
            reason?: string
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read a payment and what was given back of it */
  'payments.payment.get': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        orderId: string
        orderNumber: string
        provider: string
        method: string
        methodName: string
        methodNameTh: string | null
        instructions: string | null
        instructionsTh: string | null
        state: 'pending' | 'captured' | 'cancelled'
        amount: {
          amount: string
          currency: string
        }
        captured: {
          amount: string
          currency: string
        }
        refunded: {
          amount: string
          currency: string
        }
        refundable: {
          amount: string
          currency: string
        }
        reference: string | null
        receivedOn: string | null
        dueOn: string | null
        capturedAt: string | null
        createdAt: string
        actions: {
          capture: {
            allowed: boolean
            reason?: string
          }
          refund: {
            allowed: boolean
            reason?: string
          }
        }
        refunds: {
          id: string
          amount: {
            amount: string
            currency: string
          }
          tax: {
            amount: string
            currency: string
          }
          reason: string
          reference: string | null
          refundedBy: string | null
          refundedAt: string
          creditNoteNumber: string | null
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List payments, the latest first */
  'payments.payment.list': {
    parameters: {
      query?: {
        limit?: number
        after?: string
        state?: 'pending' | 'captured' | 'cancelled'
        orderId?: string
        provider?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          orderId: string
          orderNumber: string
          provider: string
          method: string
          methodName: string
          methodNameTh: string | null
          instructions: string | null
          instructionsTh: string | null
          state: 'pending' | 'captured' | 'cancelled'
          amount: {
            amount: string
            currency: string
          }
          captured: {
            amount: string
            currency: string
          }
          refunded: {
            amount: string
            currency: string
          }
          refundable: {
            amount: string
            currency: string
          }
          reference: string | null
          receivedOn: string | null
          dueOn: string | null
          capturedAt: string | null
          createdAt: string
          actions: {
            capture: {
              allowed: boolean
              reason?: string
            }
            refund: {
              allowed: boolean
              reason?: string
            }
          }
        }[]
        next: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Give money of a payment back, in part or whole */
  'payments.payment.refund': {
    parameters: {
      query?: never
      header: {
        'Idempotency-Key': string
      }
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      amount: {
        amount: string
        currency: string
      }
      reason: string
      reference?: string
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        amount: {
          amount: string
          currency: string
        }
        tax: {
          amount: string
          currency: string
        }
        creditNoteNumber: string
        payment: {
          id: string
          orderId: string
          orderNumber: string
          provider: string
          method: string
          methodName: string
          methodNameTh: string | null
          instructions: string | null
          instructionsTh: string | null
          state: 'pending' | 'captured' | 'cancelled'
          amount: {
            amount: string
            currency: string
          }
          captured: {
            amount: string
            currency: string
          }
          refunded: {
            amount: string
            currency: string
          }
          refundable: {
            amount: string
            currency: string
          }
          reference: string | null
          receivedOn: string | null
          dueOn: string | null
          capturedAt: string | null
          createdAt: string
          actions: {
            capture: {
              allowed: boolean
              reason?: string
            }
            refund: {
              allowed: boolean
              reason?: string
            }
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Create a tax code */
  'pricing.tax_code.create': {
    parameters: {
      query?: never
      header?: {
        'Idempotency-Key'?: string
      }
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      code: string
      name: string
      nameTh?: string | null
      ratePercent: string
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        code: string
        name: string
        nameTh: string | null
        ratePercent: string
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Delete a tax code */
  'pricing.tax_code.delete': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        name: string
        nameTh: string | null
        ratePercent: string
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Export tax codes as CSV or XLSX */
  'pricing.tax_code.export': {
    parameters: {
      query?: {
        deleted?: 'true' | 'false'
        where?: string
        sort?: 'createdAt' | '-createdAt'
        format?: 'csv' | 'xlsx'
        columns?: string
        titles?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read one of the tax codes */
  'pricing.tax_code.get': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        name: string
        nameTh: string | null
        ratePercent: string
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Import tax codes from CSV */
  'pricing.tax_code.import': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      csv: string
      mode?: 'all_or_nothing' | 'skip_errors'
      dryRun?: boolean
      mapping?: Record<string, string>
      fileName?: string
      bySheetRow?: boolean
    } } }
    responses: {
      200: { content: { 'application/json': {
        rows: number
        created: number
        updated: number
        unchanged: number
        refused: number
        errors: {
          line: number
          column: string
          value: string
          message: string
        }[]
        dryRun: boolean
        importId?: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List tax codes */
  'pricing.tax_code.list': {
    parameters: {
      query?: {
        limit?: number
        after?: string
        before?: string
        startAt?: string
        deleted?: 'true' | 'false'
        where?: string
        sort?: 'createdAt' | '-createdAt'
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          code: string
          name: string
          nameTh: string | null
          ratePercent: string
          createdAt: string
          updatedAt: string
          deletedAt: string | null
          version: number
        }[]
        next: string | null
        previous: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Restore a tax code */
  'pricing.tax_code.restore': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        name: string
        nameTh: string | null
        ratePercent: string
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Change a tax code */
  'pricing.tax_code.update': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: { content: { 'application/json': {
      version?: number
      name?: string
      nameTh?: string | null
      ratePercent?: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        name: string
        nameTh: string | null
        ratePercent: string
        createdAt: string
        updatedAt: string
        deletedAt: string | null
        version: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read the figures of today that the caller may see */
  'reporting.dashboard.get': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        today: string
        tickets: {
          open: number
          draft: number
          released: number
          in_progress: number
          on_hold: number
          late: number
          soon: number
        } | null
        work: {
          id: string
          code: string
          name: string
          nameTh: string | null
          running: string
          paused: string
          ready: string
        }[] | null
        finished: {
          day: string
          quantity: string
        }[] | null
        orders: {
          toShip: number
          unpaid: number
          days: {
            day: string
            count: number
            total: {
              amount: string
              currency: string
            }
          }[]
        } | null
        revenue: {
          from: string
          to: string
          amount: {
            amount: string
            currency: string
          }
        }[] | null
        cash: {
          total: {
            amount: string
            currency: string
          }
          accounts: {
            accountId: string
            code: string
            name: string
            nameTh: string | null
            balance: {
              amount: string
              currency: string
            }
          }[]
          receivable: {
            accountId: string
            code: string
            name: string
            nameTh: string | null
            balance: {
              amount: string
              currency: string
            }
          } | null
          payable: {
            accountId: string
            code: string
            name: string
            nameTh: string | null
            balance: {
              amount: string
              currency: string
            }
          } | null
        } | null
        stock: {
          total: {
            amount: string
            currency: string
          }
          kinds: {
            kind: 'finished' | 'material' | 'component' | 'service'
            value: {
              amount: string
              currency: string
            }
          }[]
        } | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** What a journal entry was posted for: the minutes of work and the stock moves behind its lines */
  'reporting.entry.origin': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        document: {
          entity: 'job_ticket' | 'work_token' | 'order'
          id: string
          label: string
        } | null
        labour: {
          total: {
            amount: string
            currency: string
          }
          count: number
          logs: {
            id: string
            event: 'start' | 'pause' | 'resume' | 'complete' | 'reject' | 'rework' | 'scrap' | 'hold' | 'release' | 'handover'
            tokenCode: string
            task: string
            taskTh: string | null
            operator: string
            minutes: string
            ratePerHour: string
            cost: {
              amount: string
              currency: string
            }
            at: string
          }[]
        } | null
        moves: {
          count: number
          items: {
            id: string
            kind: string
            product: {
              id: string
              sku: string
              name: string
              nameTh: string | null
            }
            unit: string
            lot: {
              id: string
              code: string
            } | null
            serial: {
              id: string
              serial: string
            } | null
            from: string
            to: string
            quantity: string
            value: {
              amount: string
              currency: string
            }
          }[]
        } | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** The whole life of a piece: its states, the work on it, where it lay, its sale, its scans */
  'reporting.piece.life': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          at: string
          kind: 'state' | 'work' | 'move' | 'ordered' | 'paid' | 'shipped' | 'cancelled' | 'refunded' | 'scanned'
          what: string
          detail: string | null
          detailTh: string | null
          who: string | null
          reason: string | null
          from: string | null
          to: string | null
          minutes: string | null
          source: {
            entity: string
            id: string
            label: string | null
          } | null
        }[]
        complete: boolean
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Cancel an order that is not paid */
  'sales.order.cancel': {
    parameters: {
      query?: never
      header?: {
        'Idempotency-Key'?: string
      }
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      reason: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        number: string
        state: 'placed' | 'paid' | 'shipped' | 'cancelled' | 'refunded'
        channel: string
        placedAt: string
        name: string
        email: string
        total: {
          amount: string
          currency: string
        }
        paid: {
          amount: string
          currency: string
        }
        refunded: {
          amount: string
          currency: string
        }
        customerId: string | null
        phone: string | null
        address: {
          name?: string
          line1: string
          line2?: string
          city: string
          postalCode?: string
          country: string
          phone?: string
        } | null
        locale: string
        lines: {
          id: string
          productId: string
          sku: string
          name: string
          quantity: string
          unitPrice: {
            amount: string
            currency: string
          }
          taxCode: string | null
          taxRatePercent: string
          net: {
            amount: string
            currency: string
          }
          tax: {
            amount: string
            currency: string
          }
          gross: {
            amount: string
            currency: string
          }
          serialised: boolean
          serials: {
            id: string
            serial: string
            state: string
          }[]
        }[]
        pricesIncludeTax: boolean
        shipping: {
          code: string
          name: string
          net: {
            amount: string
            currency: string
          }
          tax: {
            amount: string
            currency: string
          }
          gross: {
            amount: string
            currency: string
          }
          trackingNumber: string | null
          trackingUrl: string | null
        }
        itemsNet: {
          amount: string
          currency: string
        }
        tax: {
          amount: string
          currency: string
        }
        payments: {
          id: string
          orderId: string
          orderNumber: string
          provider: string
          method: string
          methodName: string
          methodNameTh: string | null
          instructions: string | null
          instructionsTh: string | null
          state: 'pending' | 'captured' | 'cancelled'
          amount: {
            amount: string
            currency: string
          }
          captured: {
            amount: string
            currency: string
          }
          refunded: {
            amount: string
            currency: string
          }
          refundable: {
            amount: string
            currency: string
          }
          reference: string | null
          receivedOn: string | null
          dueOn: string | null
          capturedAt: string | null
          createdAt: string
          actions: {
            capture: {
              allowed: boolean
              reason?: string
            }
            refund: {
              allowed: boolean
              reason?: string
            }
          }
          refunds: {
            id: string
            amount: {
              amount: string
              currency: string
            }
            tax: {
              amount: string
              currency: string
            }
            reason: string
            reference: string | null
            refundedBy: string | null
            refundedAt: string
            creditNoteNumber: string | null
          }[]
        }[]
        invoices: {
          id: string
          number: string
          kind: 'invoice' | 'credit_note'
          date: string
          gross: {
            amount: string
            currency: string
          }
        }[]
        paidAt: string | null
        shippedAt: string | null
        cancelledAt: string | null
        cancelReason: string | null
        refundedAt: string | null
        actions: {
          cancel: {
            allowed: boolean
            reason?: string
          }
          ship: {
            allowed: boolean
            reason?: string
          }
          pay: {
            allowed: boolean
            reason?: string
          }
          refund: {
            allowed: boolean
            reason?: string
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Export orders as CSV or XLSX */
  'sales.order.export': {
    parameters: {
      query?: {
        state?: 'placed' | 'paid' | 'shipped' | 'cancelled' | 'refunded'
        channel?: string
        email?: string
        from?: string
        to?: string
        q?: string
        where?: string
        sort?: 'number' | 'placedAt' | '-number' | '-placedAt'
        format?: 'csv' | 'xlsx'
        columns?: string
        titles?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read an order with its lines, serials, payments and invoices */
  'sales.order.get': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        number: string
        state: 'placed' | 'paid' | 'shipped' | 'cancelled' | 'refunded'
        channel: string
        placedAt: string
        name: string
        email: string
        total: {
          amount: string
          currency: string
        }
        paid: {
          amount: string
          currency: string
        }
        refunded: {
          amount: string
          currency: string
        }
        customerId: string | null
        phone: string | null
        address: {
          name?: string
          line1: string
          line2?: string
          city: string
          postalCode?: string
          country: string
          phone?: string
        } | null
        locale: string
        lines: {
          id: string
          productId: string
          sku: string
          name: string
          quantity: string
          unitPrice: {
            amount: string
            currency: string
          }
          taxCode: string | null
          taxRatePercent: string
          net: {
            amount: string
            currency: string
          }
          tax: {
            amount: string
            currency: string
          }
          gross: {
            amount: string
            currency: string
          }
          serialised: boolean
          serials: {
            id: string
            serial: string
            state: string
          }[]
        }[]
        pricesIncludeTax: boolean
        shipping: {
          code: string
          name: string
          net: {
            amount: string
            currency: string
          }
          tax: {
            amount: string
            currency: string
          }
          gross: {
            amount: string
            currency: string
          }
          trackingNumber: string | null
          trackingUrl: string | null
        }
        itemsNet: {
          amount: string
          currency: string
        }
        tax: {
          amount: string
          currency: string
        }
        payments: {
          id: string
          orderId: string
          orderNumber: string
          provider: string
          method: string
          methodName: string
          methodNameTh: string | null
          instructions: string | null
          instructionsTh: string | null
          state: 'pending' | 'captured' | 'cancelled'
          amount: {
            amount: string
            currency: string
          }
          captured: {
            amount: string
            currency: string
          }
          refunded: {
            amount: string
            currency: string
          }
          refundable: {
            amount: string
            currency: string
          }
          reference: string | null
          receivedOn: string | null
          dueOn: string | null
          capturedAt: string | null
          createdAt: string
          actions: {
            capture: {
              allowed: boolean
              reason?: string
            }
            refund: {
              allowed: boolean
              reason?: string
            }
          }
          refunds: {
            id: string
            amount: {
              amount: string
              currency: string
            }
            tax: {
              amount: string
              currency: string
            }
            reason: string
            reference: string | null
            refundedBy: string | null
            refundedAt: string
            creditNoteNumber: string | null
          }[]
        }[]
        invoices: {
          id: string
          number: string
          kind: 'invoice' | 'credit_note'
          date: string
          gross: {
            amount: string
            currency: string
          }
        }[]
        paidAt: string | null
        shippedAt: string | null
        cancelledAt: string | null
        cancelReason: string | null
        refundedAt: string | null
        actions: {
          cancel: {
            allowed: boolean
            reason?: string
          }
          ship: {
            allowed: boolean
            reason?: string
          }
          pay: {
            allowed: boolean
            reason?: string
          }
          refund: {
            allowed: boolean
            reason?: string
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List orders, the latest first */
  'sales.order.list': {
    parameters: {
      query?: {
        limit?: number
        after?: string
        before?: string
        startAt?: string
        state?: 'placed' | 'paid' | 'shipped' | 'cancelled' | 'refunded'
        channel?: string
        email?: string
        from?: string
        to?: string
        q?: string
        where?: string
        sort?: 'number' | 'placedAt' | '-number' | '-placedAt'
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          number: string
          state: 'placed' | 'paid' | 'shipped' | 'cancelled' | 'refunded'
          channel: string
          placedAt: string
          name: string
          email: string
          total: {
            amount: string
            currency: string
          }
          paid: {
            amount: string
            currency: string
          }
          refunded: {
            amount: string
            currency: string
          }
        }[]
        next: string | null
        previous: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Ship a paid order, or hand it over */
  'sales.order.ship': {
    parameters: {
      query?: never
      header?: {
        'Idempotency-Key'?: string
      }
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: { content: { 'application/json': {
      trackingNumber?: string
      trackingUrl?: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        number: string
        state: 'placed' | 'paid' | 'shipped' | 'cancelled' | 'refunded'
        channel: string
        placedAt: string
        name: string
        email: string
        total: {
          amount: string
          currency: string
        }
        paid: {
          amount: string
          currency: string
        }
        refunded: {
          amount: string
          currency: string
        }
        customerId: string | null
        phone: string | null
        address: {
          name?: string
          line1: string
          line2?: string
          city: string
          postalCode?: string
          country: string
          phone?: string
        } | null
        locale: string
        lines: {
          id: string
          productId: string
          sku: string
          name: string
          quantity: string
          unitPrice: {
            amount: string
            currency: string
          }
          taxCode: string | null
          taxRatePercent: string
          net: {
            amount: string
            currency: string
          }
          tax: {
            amount: string
            currency: string
          }
          gross: {
            amount: string
            currency: string
          }
          serialised: boolean
          serials: {
            id: string
            serial: string
            state: string
          }[]
        }[]
        pricesIncludeTax: boolean
        shipping: {
          code: string
          name: string
          net: {
            amount: string
            currency: string
          }
          tax: {
            amount: string
            currency: string
          }
          gross: {
            amount: string
            currency: string
          }
          trackingNumber: string | null
          trackingUrl: string | null
        }
        itemsNet: {
          amount: string
          currency: string
        }
        tax: {
          amount: string
          currency: string
        }
        payments: {
          id: string
          orderId: string
          orderNumber: string
          provider: string
          method: string
          methodName: string
          methodNameTh: string | null
          instructions: string | null
          instructionsTh: string | null
          state: 'pending' | 'captured' | 'cancelled'
          amount: {
            amount: string
            currency: string
          }
          captured: {
            amount: string
            currency: string
          }
          refunded: {
            amount: string
            currency: string
          }
          refundable: {
            amount: string
            currency: string
          }
          reference: string | null
          receivedOn: string | null
          dueOn: string | null
          capturedAt: string | null
          createdAt: string
          actions: {
            capture: {
              allowed: boolean
              reason?: string
            }
            refund: {
              allowed: boolean
              reason?: string
            }
          }
          refunds: {
            id: string
            amount: {
              amount: string
              currency: string
            }
            tax: {
              amount: string
              currency: string
            }
            reason: string
            reference: string | null
            refundedBy: string | null
            refundedAt: string
            creditNoteNumber: string | null
          }[]
        }[]
        invoices: {
          id: string
          number: string
          kind: 'invoice' | 'credit_note'
          date: string
          gross: {
            amount: string
            currency: string
          }
        }[]
        paidAt: string | null
        shippedAt: string | null
        cancelledAt: string | null
        cancelReason: string | null
        refundedAt: string | null
        actions: {
          cancel: {
            allowed: boolean
            reason?: string
          }
          ship: {
            allowed: boolean
            reason?: string
          }
          pay: {
            allowed: boolean
            reason?: string
          }
          refund: {
            allowed: boolean
            reason?: string
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Search every kind of record at once */
  'search.desk': {
    parameters: {
      query: {
        q: string
        kind?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        groups: {
          kind: string
          label: string
          items: {
            id: string
            title: string
            detail: string | null
            state: string | null
            amount: {
              amount: string
              currency: string
            } | null
            guessed: boolean
            page: string
          }[]
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Create a line of the workshop’s own */
  'serials.line.create': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      code: string
      name: string
      index?: number
      legacyPattern?: string
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        code: string
        index: number
        name: string
        legacyPattern: string
        standard: boolean
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List the lines whose code serials carry */
  'serials.line.list': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          code: string
          index: number
          name: string
          legacyPattern: string
          standard: boolean
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Change a line’s name or the pattern of its old numbers */
  'serials.line.update': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: { content: { 'application/json': {
      name?: string
      legacyPattern?: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        index: number
        name: string
        legacyPattern: string
        standard: boolean
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read a range of pre-printed numbers: its account, and what was declared void and why */
  'serials.range.get': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        name: string
        line: string
        product: {
          id: string
          sku: string
          name: string
        } | null
        prefix: string
        digits: number
        first: number
        last: number
        firstNumber: string
        lastNumber: string
        nextNumber: string | null
        account: {
          total: number
          used: number
          void: number
          left: number
        }
        createdAt: string
        voided: {
          first: string
          last: string
          count: number
          reason: string
          at: string
          by: string
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List the ranges of pre-printed numbers with their accounts, the newest first */
  'serials.range.list': {
    parameters: {
      query?: {
        limit?: number
        after?: string
        line?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          name: string
          line: string
          product: {
            id: string
            sku: string
            name: string
          } | null
          prefix: string
          digits: number
          first: number
          last: number
          firstNumber: string
          lastNumber: string
          nextNumber: string | null
          account: {
            total: number
            used: number
            void: number
            left: number
          }
          createdAt: string
        }[]
        next: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Register numbers that were printed ahead */
  'serials.range.register': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      name: string
      line: string
      productId?: string | null
      prefix?: string
      digits: number
      first: number
      last: number
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        name: string
        line: string
        product: {
          id: string
          sku: string
          name: string
        } | null
        prefix: string
        digits: number
        first: number
        last: number
        firstNumber: string
        lastNumber: string
        nextNumber: string | null
        account: {
          total: number
          used: number
          void: number
          left: number
        }
        createdAt: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Declare numbers of a range void */
  'serials.range.void': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      first?: number
      last?: number
      reason: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        name: string
        line: string
        product: {
          id: string
          sku: string
          name: string
        } | null
        prefix: string
        digits: number
        first: number
        last: number
        firstNumber: string
        lastNumber: string
        nextNumber: string | null
        account: {
          total: number
          used: number
          void: number
          left: number
        }
        createdAt: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Export serials as CSV or XLSX */
  'serials.serial.export': {
    parameters: {
      query?: {
        productId?: string
        state?: 'reserved' | 'issued' | 'in_production' | 'in_stock' | 'sold' | 'claimed' | 'void' | 'scrapped' | 'quarantined' | 'recalled' | 'stolen'
        line?: string
        day?: string
        ticketId?: string
        lotId?: string
        q?: string
        where?: string
        sort?: 'createdAt' | '-createdAt'
        format?: 'csv' | 'xlsx'
        columns?: string
        titles?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read a piece with its whole history */
  'serials.serial.get': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        serial: string
        compact: string
        link: string
        kind: 'standard' | 'legacy'
        line: string
        day: string
        seq: number
        state: 'reserved' | 'issued' | 'in_production' | 'in_stock' | 'sold' | 'claimed' | 'void' | 'scrapped' | 'quarantined' | 'recalled' | 'stolen'
        version: number
        location: string | null
        madeOn: string | null
        product: {
          id: string
          sku: string
          name: string
        }
        ticket: {
          id: string
          number: string | null
        } | null
        order: {
          lineId: string
          orderId: string | null
          number: string | null
        } | null
        events: {
          version: number
          from: ('reserved' | 'issued' | 'in_production' | 'in_stock' | 'sold' | 'claimed' | 'void' | 'scrapped' | 'quarantined' | 'recalled' | 'stolen') | null
          to: 'reserved' | 'issued' | 'in_production' | 'in_stock' | 'sold' | 'claimed' | 'void' | 'scrapped' | 'quarantined' | 'recalled' | 'stolen'
          at: string
          actor: {
            kind: string
            name: string
          }
          reason: string | null
          location: string | null
          source: {
            entity: string
            id: string | null
          } | null
        }[]
        scans: {
          count: number
          firstAt: string | null
          lastAt: string | null
        } | null
        actions: {
          void: {
            allowed: boolean
            reason?: string
          }
          quarantine: {
            allowed: boolean
            reason?: string
          }
          recall: {
            allowed: boolean
            reason?: string
          }
          reportStolen: {
            allowed: boolean
            reason?: string
          }
          scrap: {
            allowed: boolean
            reason?: string
          }
          reinstate: {
            allowed: boolean
            reason?: string
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Import pieces with the numbers they have, from CSV */
  'serials.serial.import': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      csv: string
      mode?: 'all_or_nothing' | 'skip_errors'
      dryRun?: boolean
    } } }
    responses: {
      200: { content: { 'application/json': {
        rows: number
        created: number
        updated: number
        unchanged: number
        refused: number
        errors: {
          line: number
          column: string
          value: string
          message: string
        }[]
        dryRun: boolean
        importId?: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Issue serials, up to 10,000 at once */
  'serials.serial.issue': {
    parameters: {
      query?: never
      header: {
        'Idempotency-Key': string
      }
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      line: string
      productId: string
      quantity: number
      state?: 'reserved' | 'issued' | 'in_production'
      numbers?: string[]
      rangeId?: string
    } } }
    responses: {
      201: { content: { 'application/json': {
        line: string
        productId: string
        quantity: number
        serials: {
          id: string
          serial: string
          compact: string
          seq: number
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Issue serials that were reserved, up to 10,000 at once */
  'serials.serial.issue_reserved': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      ids: string[]
    } } }
    responses: {
      200: { content: { 'application/json': {
        issued: number
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List or search pieces by their serials, the newest first */
  'serials.serial.list': {
    parameters: {
      query?: {
        limit?: number
        after?: string
        before?: string
        startAt?: string
        productId?: string
        state?: 'reserved' | 'issued' | 'in_production' | 'in_stock' | 'sold' | 'claimed' | 'void' | 'scrapped' | 'quarantined' | 'recalled' | 'stolen'
        line?: string
        day?: string
        ticketId?: string
        lotId?: string
        q?: string
        where?: string
        sort?: 'createdAt' | '-createdAt'
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          serial: string
          compact: string
          kind: 'standard' | 'legacy'
          line: string
          day: string
          seq: number
          productId: string
          sku: string
          productName: string
          state: 'reserved' | 'issued' | 'in_production' | 'in_stock' | 'sold' | 'claimed' | 'void' | 'scrapped' | 'quarantined' | 'recalled' | 'stolen'
          ticketId: string | null
          madeOn: string | null
          createdAt: string
        }[]
        next: string | null
        previous: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Quarantine a piece */
  'serials.serial.quarantine': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      reason: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        serial: string
        state: 'reserved' | 'issued' | 'in_production' | 'in_stock' | 'sold' | 'claimed' | 'void' | 'scrapped' | 'quarantined' | 'recalled' | 'stolen'
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Recall a piece */
  'serials.serial.recall': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      reason: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        serial: string
        state: 'reserved' | 'issued' | 'in_production' | 'in_stock' | 'sold' | 'claimed' | 'void' | 'scrapped' | 'quarantined' | 'recalled' | 'stolen'
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Reinstate a piece that was quarantined, recalled or stolen */
  'serials.serial.reinstate': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      reason: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        serial: string
        state: 'reserved' | 'issued' | 'in_production' | 'in_stock' | 'sold' | 'claimed' | 'void' | 'scrapped' | 'quarantined' | 'recalled' | 'stolen'
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Report a piece stolen */
  'serials.serial.report_stolen': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      reason: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        serial: string
        state: 'reserved' | 'issued' | 'in_production' | 'in_stock' | 'sold' | 'claimed' | 'void' | 'scrapped' | 'quarantined' | 'recalled' | 'stolen'
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Scrap a piece */
  'serials.serial.scrap': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      reason: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        serial: string
        state: 'reserved' | 'issued' | 'in_production' | 'in_stock' | 'sold' | 'claimed' | 'void' | 'scrapped' | 'quarantined' | 'recalled' | 'stolen'
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Void a number that no piece carries */
  'serials.serial.void': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      reason: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        serial: string
        state: 'reserved' | 'issued' | 'in_production' | 'in_stock' | 'sold' | 'claimed' | 'void' | 'scrapped' | 'quarantined' | 'recalled' | 'stolen'
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** The name, language and currency of the workshop, for pages before the sign-in */
  'tenancy.workshop.brief': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        code: string
        slug: string
        name: string
        locale: 'en' | 'th'
        currency: string
        timeZone: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** The settings of the workshop */
  'tenancy.workshop.get': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        slug: string
        name: string
        legalName: string | null
        taxId: string | null
        address: {
          line1?: string
          line2?: string
          city?: string
          region?: string
          postalCode?: string
          country?: string
        } | null
        timeZone: string
        currency: string
        locale: 'en' | 'th'
        pricesIncludeTax: boolean
        status: 'trialing' | 'active' | 'past_due' | 'suspended' | 'cancelled'
        plan: string
        trialEndsAt: string | null
        version: number
        actions: {
          update: {
            allowed: boolean
            reason?: string
          }
          change_currency: {
            allowed: boolean
            reason?: string
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Open another workshop, signed in on the central host */
  'tenancy.workshop.open': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      name: string
      slug: string
      code: string
      currency: 'AED' | 'AFN' | 'ALL' | 'AMD' | 'AOA' | 'ARS' | 'AUD' | 'AWG' | 'AZN' | 'BAM' | 'BBD' | 'BDT' | 'BHD' | 'BIF' | 'BMD' | 'BND' | 'BOB' | 'BOV' | 'BRL' | 'BSD' | 'BTN' | 'BWP' | 'BYN' | 'BZD' | 'CAD' | 'CDF' | 'CHE' | 'CHF' | 'CHW' | 'CLF' | 'CLP' | 'CNY' | 'COP' | 'COU' | 'CRC' | 'CUP' | 'CVE' | 'CZK' | 'DJF' | 'DKK' | 'DOP' | 'DZD' | 'EGP' | 'ERN' | 'ETB' | 'EUR' | 'FJD' | 'FKP' | 'GBP' | 'GEL' | 'GHS' | 'GIP' | 'GMD' | 'GNF' | 'GTQ' | 'GYD' | 'HKD' | 'HNL' | 'HTG' | 'HUF' | 'IDR' | 'ILS' | 'INR' | 'IQD' | 'IRR' | 'ISK' | 'JMD' | 'JOD' | 'JPY' | 'KES' | 'KGS' | 'KHR' | 'KMF' | 'KPW' | 'KRW' | 'KWD' | 'KYD' | 'KZT' | 'LAK' | 'LBP' | 'LKR' | 'LRD' | 'LSL' | 'LYD' | 'MAD' | 'MDL' | 'MGA' | 'MKD' | 'MMK' | 'MNT' | 'MOP' | 'MRU' | 'MUR' | 'MVR' | 'MWK' | 'MXN' | 'MXV' | 'MYR' | 'MZN' | 'NAD' | 'NGN' | 'NIO' | 'NOK' | 'NPR' | 'NZD' | 'OMR' | 'PAB' | 'PEN' | 'PGK' | 'PHP' | 'PKR' | 'PLN' | 'PYG' | 'QAR' | 'RON' | 'RSD' | 'RUB' | 'RWF' | 'SAR' | 'SBD' | 'SCR' | 'SDG' | 'SEK' | 'SGD' | 'SHP' | 'SLE' | 'SOS' | 'SRD' | 'SSP' | 'STN' | 'SVC' | 'SYP' | 'SZL' | 'THB' | 'TJS' | 'TMT' | 'TND' | 'TOP' | 'TRY' | 'TTD' | 'TWD' | 'TZS' | 'UAH' | 'UGX' | 'USD' | 'USN' | 'UYI' | 'UYU' | 'UYW' | 'UZS' | 'VED' | 'VES' | 'VND' | 'VUV' | 'WST' | 'XAD' | 'XAF' | 'XCD' | 'XCG' | 'XOF' | 'XPF' | 'YER' | 'ZAR' | 'ZMW' | 'ZWG'
      timeZone: string
      locale?: 'en' | 'th'
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        code: string
        slug: string
        name: string
        origin: string
        trial: {
          plan: string
          endsAt: string
        }
        owner: {
          memberId: string
          email: string
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Open a workshop, with a trial, and an account for its owner */
  'tenancy.workshop.sign_up': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      name: string
      slug: string
      code: string
      currency: 'AED' | 'AFN' | 'ALL' | 'AMD' | 'AOA' | 'ARS' | 'AUD' | 'AWG' | 'AZN' | 'BAM' | 'BBD' | 'BDT' | 'BHD' | 'BIF' | 'BMD' | 'BND' | 'BOB' | 'BOV' | 'BRL' | 'BSD' | 'BTN' | 'BWP' | 'BYN' | 'BZD' | 'CAD' | 'CDF' | 'CHE' | 'CHF' | 'CHW' | 'CLF' | 'CLP' | 'CNY' | 'COP' | 'COU' | 'CRC' | 'CUP' | 'CVE' | 'CZK' | 'DJF' | 'DKK' | 'DOP' | 'DZD' | 'EGP' | 'ERN' | 'ETB' | 'EUR' | 'FJD' | 'FKP' | 'GBP' | 'GEL' | 'GHS' | 'GIP' | 'GMD' | 'GNF' | 'GTQ' | 'GYD' | 'HKD' | 'HNL' | 'HTG' | 'HUF' | 'IDR' | 'ILS' | 'INR' | 'IQD' | 'IRR' | 'ISK' | 'JMD' | 'JOD' | 'JPY' | 'KES' | 'KGS' | 'KHR' | 'KMF' | 'KPW' | 'KRW' | 'KWD' | 'KYD' | 'KZT' | 'LAK' | 'LBP' | 'LKR' | 'LRD' | 'LSL' | 'LYD' | 'MAD' | 'MDL' | 'MGA' | 'MKD' | 'MMK' | 'MNT' | 'MOP' | 'MRU' | 'MUR' | 'MVR' | 'MWK' | 'MXN' | 'MXV' | 'MYR' | 'MZN' | 'NAD' | 'NGN' | 'NIO' | 'NOK' | 'NPR' | 'NZD' | 'OMR' | 'PAB' | 'PEN' | 'PGK' | 'PHP' | 'PKR' | 'PLN' | 'PYG' | 'QAR' | 'RON' | 'RSD' | 'RUB' | 'RWF' | 'SAR' | 'SBD' | 'SCR' | 'SDG' | 'SEK' | 'SGD' | 'SHP' | 'SLE' | 'SOS' | 'SRD' | 'SSP' | 'STN' | 'SVC' | 'SYP' | 'SZL' | 'THB' | 'TJS' | 'TMT' | 'TND' | 'TOP' | 'TRY' | 'TTD' | 'TWD' | 'TZS' | 'UAH' | 'UGX' | 'USD' | 'USN' | 'UYI' | 'UYU' | 'UYW' | 'UZS' | 'VED' | 'VES' | 'VND' | 'VUV' | 'WST' | 'XAD' | 'XAF' | 'XCD' | 'XCG' | 'XOF' | 'XPF' | 'YER' | 'ZAR' | 'ZMW' | 'ZWG'
      timeZone: string
      locale?: 'en' | 'th'
      ownerName: string
      email: string
      password: string
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        code: string
        slug: string
        name: string
        origin: string
        trial: {
          plan: string
          endsAt: string
        }
        owner: {
          memberId: string
          email: string
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Change the settings of the workshop */
  'tenancy.workshop.update': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      version: number
      name?: string
      legalName?: string | null
      taxId?: string | null
      address?: {
        line1?: string
        line2?: string
        city?: string
        region?: string
        postalCode?: string
        country?: string
      } | null
      timeZone?: string
      locale?: 'en' | 'th'
      pricesIncludeTax?: boolean
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        code: string
        slug: string
        name: string
        legalName: string | null
        taxId: string | null
        address: {
          line1?: string
          line2?: string
          city?: string
          region?: string
          postalCode?: string
          country?: string
        } | null
        timeZone: string
        currency: string
        locale: 'en' | 'th'
        pricesIncludeTax: boolean
        status: 'trialing' | 'active' | 'past_due' | 'suspended' | 'cancelled'
        plan: string
        trialEndsAt: string | null
        version: number
        actions: {
          update: {
            allowed: boolean
            reason?: string
          }
          change_currency: {
            allowed: boolean
            reason?: string
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Find EPCIS events of a business location */
  'traceability.biz_location.events': {
    parameters: {
      query?: {
        accept?: string
        epcisVersion?: string
        epcisMin?: string
        epcisMax?: string
        cbvVersion?: string
        perPage?: number
        nextPageToken?: string
        eventType?: string | string[]
        GE_eventTime?: string | string[]
        LT_eventTime?: string | string[]
        GE_recordTime?: string | string[]
        LT_recordTime?: string | string[]
        EQ_action?: string | string[]
        EQ_bizStep?: string | string[]
        EQ_disposition?: string | string[]
        EQ_persistentDisposition_set?: string | string[]
        EQ_persistentDisposition_unset?: string | string[]
        EQ_readPoint?: string | string[]
        EQ_transformationID?: string | string[]
        EQ_eventID?: string | string[]
        MATCH_epc?: string | string[]
        MATCH_parentID?: string | string[]
        MATCH_inputEPC?: string | string[]
        MATCH_outputEPC?: string | string[]
        MATCH_anyEPC?: string | string[]
        MATCH_epcClass?: string | string[]
        MATCH_inputEPCClass?: string | string[]
        MATCH_outputEPCClass?: string | string[]
        MATCH_anyEPCClass?: string | string[]
        EXISTS_errorDeclaration?: string | string[]
        GE_errorDeclaration_Time?: string | string[]
        LT_errorDeclaration_Time?: string | string[]
        EQ_errorReason?: string | string[]
        EQ_correctiveEventID?: string | string[]
        orderBy?: string | string[]
        orderDirection?: string | string[]
      }
      header?: {
        accept?: string
        'gs1-epcis-version'?: string
        'gs1-epcis-min'?: string
        'gs1-epcis-max'?: string
        'gs1-cbv-version'?: string
      }
      path: {
        bizLocation: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        '@context': unknown[]
        type: 'EPCISQueryDocument'
        schemaVersion: string
        creationDate: string
        epcisBody: {
          queryResults: {
            queryName: string
            resultsBody: {
              eventList: {
                type: string
                eventID: string
              }[]
            }
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List every business location that occurs in EPCIS events */
  'traceability.biz_location.list': {
    parameters: {
      query?: {
        accept?: string
        epcisVersion?: string
        epcisMin?: string
        epcisMax?: string
        cbvVersion?: string
      }
      header?: {
        accept?: string
        'gs1-epcis-version'?: string
        'gs1-epcis-min'?: string
        'gs1-epcis-max'?: string
        'gs1-cbv-version'?: string
      }
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        '@context': unknown[]
        type: 'Collection'
        member: string[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Find EPCIS events of a business step */
  'traceability.biz_step.events': {
    parameters: {
      query?: {
        accept?: string
        epcisVersion?: string
        epcisMin?: string
        epcisMax?: string
        cbvVersion?: string
        perPage?: number
        nextPageToken?: string
        eventType?: string | string[]
        GE_eventTime?: string | string[]
        LT_eventTime?: string | string[]
        GE_recordTime?: string | string[]
        LT_recordTime?: string | string[]
        EQ_action?: string | string[]
        EQ_disposition?: string | string[]
        EQ_persistentDisposition_set?: string | string[]
        EQ_persistentDisposition_unset?: string | string[]
        EQ_readPoint?: string | string[]
        EQ_bizLocation?: string | string[]
        EQ_transformationID?: string | string[]
        EQ_eventID?: string | string[]
        MATCH_epc?: string | string[]
        MATCH_parentID?: string | string[]
        MATCH_inputEPC?: string | string[]
        MATCH_outputEPC?: string | string[]
        MATCH_anyEPC?: string | string[]
        MATCH_epcClass?: string | string[]
        MATCH_inputEPCClass?: string | string[]
        MATCH_outputEPCClass?: string | string[]
        MATCH_anyEPCClass?: string | string[]
        EXISTS_errorDeclaration?: string | string[]
        GE_errorDeclaration_Time?: string | string[]
        LT_errorDeclaration_Time?: string | string[]
        EQ_errorReason?: string | string[]
        EQ_correctiveEventID?: string | string[]
        orderBy?: string | string[]
        orderDirection?: string | string[]
      }
      header?: {
        accept?: string
        'gs1-epcis-version'?: string
        'gs1-epcis-min'?: string
        'gs1-epcis-max'?: string
        'gs1-cbv-version'?: string
      }
      path: {
        bizStep: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        '@context': unknown[]
        type: 'EPCISQueryDocument'
        schemaVersion: string
        creationDate: string
        epcisBody: {
          queryResults: {
            queryName: string
            resultsBody: {
              eventList: {
                type: string
                eventID: string
              }[]
            }
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List every business step that occurs in EPCIS events */
  'traceability.biz_step.list': {
    parameters: {
      query?: {
        accept?: string
        epcisVersion?: string
        epcisMin?: string
        epcisMax?: string
        cbvVersion?: string
      }
      header?: {
        accept?: string
        'gs1-epcis-version'?: string
        'gs1-epcis-min'?: string
        'gs1-epcis-max'?: string
        'gs1-cbv-version'?: string
      }
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        '@context': unknown[]
        type: 'Collection'
        member: string[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read what became of a capture */
  'traceability.capture.get': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        captureID: string
        createdAt: string
        finishedAt: string
        running: boolean
        success: boolean
        captureErrorBehaviour: 'rollback' | 'proceed'
        captured: number
        duplicates: number
        refused: number
        errors: {
          field: string
          code: string
          message: string
        }[]
        by: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List capture jobs, newest first */
  'traceability.capture.list': {
    parameters: {
      query?: {
        limit?: number
        after?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          captureID: string
          createdAt: string
          finishedAt: string
          running: boolean
          success: boolean
          captureErrorBehaviour: 'rollback' | 'proceed'
          captured: number
          duplicates: number
          refused: number
          errors: {
            field: string
            code: string
            message: string
          }[]
          by: string
        }[]
        next: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Find EPCIS events of a disposition */
  'traceability.disposition.events': {
    parameters: {
      query?: {
        accept?: string
        epcisVersion?: string
        epcisMin?: string
        epcisMax?: string
        cbvVersion?: string
        perPage?: number
        nextPageToken?: string
        eventType?: string | string[]
        GE_eventTime?: string | string[]
        LT_eventTime?: string | string[]
        GE_recordTime?: string | string[]
        LT_recordTime?: string | string[]
        EQ_action?: string | string[]
        EQ_bizStep?: string | string[]
        EQ_persistentDisposition_set?: string | string[]
        EQ_persistentDisposition_unset?: string | string[]
        EQ_readPoint?: string | string[]
        EQ_bizLocation?: string | string[]
        EQ_transformationID?: string | string[]
        EQ_eventID?: string | string[]
        MATCH_epc?: string | string[]
        MATCH_parentID?: string | string[]
        MATCH_inputEPC?: string | string[]
        MATCH_outputEPC?: string | string[]
        MATCH_anyEPC?: string | string[]
        MATCH_epcClass?: string | string[]
        MATCH_inputEPCClass?: string | string[]
        MATCH_outputEPCClass?: string | string[]
        MATCH_anyEPCClass?: string | string[]
        EXISTS_errorDeclaration?: string | string[]
        GE_errorDeclaration_Time?: string | string[]
        LT_errorDeclaration_Time?: string | string[]
        EQ_errorReason?: string | string[]
        EQ_correctiveEventID?: string | string[]
        orderBy?: string | string[]
        orderDirection?: string | string[]
      }
      header?: {
        accept?: string
        'gs1-epcis-version'?: string
        'gs1-epcis-min'?: string
        'gs1-epcis-max'?: string
        'gs1-cbv-version'?: string
      }
      path: {
        disposition: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        '@context': unknown[]
        type: 'EPCISQueryDocument'
        schemaVersion: string
        creationDate: string
        epcisBody: {
          queryResults: {
            queryName: string
            resultsBody: {
              eventList: {
                type: string
                eventID: string
              }[]
            }
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List every disposition that occurs in EPCIS events */
  'traceability.disposition.list': {
    parameters: {
      query?: {
        accept?: string
        epcisVersion?: string
        epcisMin?: string
        epcisMax?: string
        cbvVersion?: string
      }
      header?: {
        accept?: string
        'gs1-epcis-version'?: string
        'gs1-epcis-min'?: string
        'gs1-epcis-max'?: string
        'gs1-cbv-version'?: string
      }
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        '@context': unknown[]
        type: 'Collection'
        member: string[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Find EPCIS events of a EPC */
  'traceability.epc.events': {
    parameters: {
      query?: {
        accept?: string
        epcisVersion?: string
        epcisMin?: string
        epcisMax?: string
        cbvVersion?: string
        perPage?: number
        nextPageToken?: string
        eventType?: string | string[]
        GE_eventTime?: string | string[]
        LT_eventTime?: string | string[]
        GE_recordTime?: string | string[]
        LT_recordTime?: string | string[]
        EQ_action?: string | string[]
        EQ_bizStep?: string | string[]
        EQ_disposition?: string | string[]
        EQ_persistentDisposition_set?: string | string[]
        EQ_persistentDisposition_unset?: string | string[]
        EQ_readPoint?: string | string[]
        EQ_bizLocation?: string | string[]
        EQ_transformationID?: string | string[]
        EQ_eventID?: string | string[]
        MATCH_epc?: string | string[]
        MATCH_parentID?: string | string[]
        MATCH_inputEPC?: string | string[]
        MATCH_outputEPC?: string | string[]
        MATCH_epcClass?: string | string[]
        MATCH_inputEPCClass?: string | string[]
        MATCH_outputEPCClass?: string | string[]
        MATCH_anyEPCClass?: string | string[]
        EXISTS_errorDeclaration?: string | string[]
        GE_errorDeclaration_Time?: string | string[]
        LT_errorDeclaration_Time?: string | string[]
        EQ_errorReason?: string | string[]
        EQ_correctiveEventID?: string | string[]
        orderBy?: string | string[]
        orderDirection?: string | string[]
      }
      header?: {
        accept?: string
        'gs1-epcis-version'?: string
        'gs1-epcis-min'?: string
        'gs1-epcis-max'?: string
        'gs1-cbv-version'?: string
      }
      path: {
        epc: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        '@context': unknown[]
        type: 'EPCISQueryDocument'
        schemaVersion: string
        creationDate: string
        epcisBody: {
          queryResults: {
            queryName: string
            resultsBody: {
              eventList: {
                type: string
                eventID: string
              }[]
            }
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Capture EPCIS events that somebody else has sent */
  'traceability.event.capture': {
    parameters: {
      query?: never
      header?: {
        accept?: string
        'gs1-epcis-version'?: string
        'gs1-epcis-min'?: string
        'gs1-epcis-max'?: string
        'gs1-cbv-version'?: string
        'gs1-capture-error-behaviour'?: 'rollback' | 'proceed'
      }
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      accept?: string
      epcisVersion?: string
      epcisMin?: string
      epcisMax?: string
      cbvVersion?: string
      captureErrorBehaviour?: 'rollback' | 'proceed'
      type: string
      '@context'?: unknown
      schemaVersion?: unknown
      creationDate?: unknown
      epcisBody?: unknown
    } } }
    responses: {
      202: { content: { 'application/json': {
        captureID: string
        createdAt: string
        finishedAt: string
        running: boolean
        success: boolean
        captureErrorBehaviour: 'rollback' | 'proceed'
        captured: number
        duplicates: number
        refused: number
        errors: {
          field: string
          code: string
          message: string
        }[]
        by: string
        lots: {
          id: string
          code: string
          sku: string
          epcClass: string
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read an EPCIS event, and whatever declares it an error */
  'traceability.event.get': {
    parameters: {
      query?: {
        accept?: string
        epcisVersion?: string
        epcisMin?: string
        epcisMax?: string
        cbvVersion?: string
      }
      header?: {
        accept?: string
        'gs1-epcis-version'?: string
        'gs1-epcis-min'?: string
        'gs1-epcis-max'?: string
        'gs1-cbv-version'?: string
      }
      path: {
        eventID: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        '@context': unknown[]
        type: 'EPCISQueryDocument'
        schemaVersion: string
        creationDate: string
        epcisBody: {
          queryResults: {
            queryName: string
            resultsBody: {
              eventList: {
                type: string
                eventID: string
              }[]
            }
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Find EPCIS events by time, step, place, piece, class or document */
  'traceability.event.list': {
    parameters: {
      query?: {
        accept?: string
        epcisVersion?: string
        epcisMin?: string
        epcisMax?: string
        cbvVersion?: string
        perPage?: number
        nextPageToken?: string
        eventType?: string | string[]
        GE_eventTime?: string | string[]
        LT_eventTime?: string | string[]
        GE_recordTime?: string | string[]
        LT_recordTime?: string | string[]
        EQ_action?: string | string[]
        EQ_bizStep?: string | string[]
        EQ_disposition?: string | string[]
        EQ_persistentDisposition_set?: string | string[]
        EQ_persistentDisposition_unset?: string | string[]
        EQ_readPoint?: string | string[]
        EQ_bizLocation?: string | string[]
        EQ_transformationID?: string | string[]
        EQ_eventID?: string | string[]
        MATCH_epc?: string | string[]
        MATCH_parentID?: string | string[]
        MATCH_inputEPC?: string | string[]
        MATCH_outputEPC?: string | string[]
        MATCH_anyEPC?: string | string[]
        MATCH_epcClass?: string | string[]
        MATCH_inputEPCClass?: string | string[]
        MATCH_outputEPCClass?: string | string[]
        MATCH_anyEPCClass?: string | string[]
        EXISTS_errorDeclaration?: string | string[]
        GE_errorDeclaration_Time?: string | string[]
        LT_errorDeclaration_Time?: string | string[]
        EQ_errorReason?: string | string[]
        EQ_correctiveEventID?: string | string[]
        orderBy?: string | string[]
        orderDirection?: string | string[]
      }
      header?: {
        accept?: string
        'gs1-epcis-version'?: string
        'gs1-epcis-min'?: string
        'gs1-epcis-max'?: string
        'gs1-cbv-version'?: string
      }
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        '@context': unknown[]
        type: 'EPCISQueryDocument'
        schemaVersion: string
        creationDate: string
        epcisBody: {
          queryResults: {
            queryName: string
            resultsBody: {
              eventList: {
                type: string
                eventID: string
              }[]
            }
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Find EPCIS events of a type */
  'traceability.event_type.events': {
    parameters: {
      query?: {
        accept?: string
        epcisVersion?: string
        epcisMin?: string
        epcisMax?: string
        cbvVersion?: string
        perPage?: number
        nextPageToken?: string
        GE_eventTime?: string | string[]
        LT_eventTime?: string | string[]
        GE_recordTime?: string | string[]
        LT_recordTime?: string | string[]
        EQ_action?: string | string[]
        EQ_bizStep?: string | string[]
        EQ_disposition?: string | string[]
        EQ_persistentDisposition_set?: string | string[]
        EQ_persistentDisposition_unset?: string | string[]
        EQ_readPoint?: string | string[]
        EQ_bizLocation?: string | string[]
        EQ_transformationID?: string | string[]
        EQ_eventID?: string | string[]
        MATCH_epc?: string | string[]
        MATCH_parentID?: string | string[]
        MATCH_inputEPC?: string | string[]
        MATCH_outputEPC?: string | string[]
        MATCH_anyEPC?: string | string[]
        MATCH_epcClass?: string | string[]
        MATCH_inputEPCClass?: string | string[]
        MATCH_outputEPCClass?: string | string[]
        MATCH_anyEPCClass?: string | string[]
        EXISTS_errorDeclaration?: string | string[]
        GE_errorDeclaration_Time?: string | string[]
        LT_errorDeclaration_Time?: string | string[]
        EQ_errorReason?: string | string[]
        EQ_correctiveEventID?: string | string[]
        orderBy?: string | string[]
        orderDirection?: string | string[]
      }
      header?: {
        accept?: string
        'gs1-epcis-version'?: string
        'gs1-epcis-min'?: string
        'gs1-epcis-max'?: string
        'gs1-cbv-version'?: string
      }
      path: {
        eventType: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        '@context': unknown[]
        type: 'EPCISQueryDocument'
        schemaVersion: string
        creationDate: string
        epcisBody: {
          queryResults: {
            queryName: string
            resultsBody: {
              eventList: {
                type: string
                eventID: string
              }[]
            }
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List every type that occurs in EPCIS events */
  'traceability.event_type.list': {
    parameters: {
      query?: {
        accept?: string
        epcisVersion?: string
        epcisMin?: string
        epcisMax?: string
        cbvVersion?: string
      }
      header?: {
        accept?: string
        'gs1-epcis-version'?: string
        'gs1-epcis-min'?: string
        'gs1-epcis-max'?: string
        'gs1-cbv-version'?: string
      }
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        '@context': unknown[]
        type: 'Collection'
        member: string[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** The EPCIS events of a lot, our own and those of others */
  'traceability.lot.history': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        '@context': unknown[]
        type: 'EPCISDocument'
        schemaVersion: string
        creationDate: string
        epcisBody: {
          eventList: {
            type: string
            eventID: string
          }[]
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Say what somebody else calls a lot */
  'traceability.lot.name': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      epcClass: string
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        epcClass: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Give an EPCIS query a name */
  'traceability.query.create': {
    parameters: {
      query?: never
      header?: {
        accept?: string
        'gs1-epcis-version'?: string
        'gs1-epcis-min'?: string
        'gs1-epcis-max'?: string
        'gs1-cbv-version'?: string
      }
      path?: never
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      accept?: string
      epcisVersion?: string
      epcisMin?: string
      epcisMax?: string
      cbvVersion?: string
      name: string
      query: Record<string, string | string[]>
    } } }
    responses: {
      201: { content: { 'application/json': {
        id: string
        name: string
        query: Record<string, string | string[]>
        createdAt: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Delete an EPCIS query that has a name */
  'traceability.query.delete': {
    parameters: {
      query?: never
      header?: never
      path: {
        name: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      204: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Find EPCIS events by a query with a name */
  'traceability.query.events': {
    parameters: {
      query?: {
        accept?: string
        epcisVersion?: string
        epcisMin?: string
        epcisMax?: string
        cbvVersion?: string
        perPage?: number
        nextPageToken?: string
      }
      header?: {
        accept?: string
        'gs1-epcis-version'?: string
        'gs1-epcis-min'?: string
        'gs1-epcis-max'?: string
        'gs1-cbv-version'?: string
      }
      path: {
        name: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        '@context': unknown[]
        type: 'EPCISQueryDocument'
        schemaVersion: string
        creationDate: string
        epcisBody: {
          queryResults: {
            queryName: string
            resultsBody: {
              eventList: {
                type: string
                eventID: string
              }[]
            }
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read an EPCIS query by its name */
  'traceability.query.get': {
    parameters: {
      query?: {
        accept?: string
        epcisVersion?: string
        epcisMin?: string
        epcisMax?: string
        cbvVersion?: string
      }
      header?: {
        accept?: string
        'gs1-epcis-version'?: string
        'gs1-epcis-min'?: string
        'gs1-epcis-max'?: string
        'gs1-cbv-version'?: string
      }
      path: {
        name: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        name: string
        query: Record<string, string | string[]>
        createdAt: string
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List EPCIS queries that have a name */
  'traceability.query.list': {
    parameters: {
      query?: {
        accept?: string
        epcisVersion?: string
        epcisMin?: string
        epcisMax?: string
        cbvVersion?: string
      }
      header?: {
        accept?: string
        'gs1-epcis-version'?: string
        'gs1-epcis-min'?: string
        'gs1-epcis-max'?: string
        'gs1-cbv-version'?: string
      }
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          name: string
          query: Record<string, string | string[]>
          createdAt: string
        }[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Find EPCIS events of a read point */
  'traceability.read_point.events': {
    parameters: {
      query?: {
        accept?: string
        epcisVersion?: string
        epcisMin?: string
        epcisMax?: string
        cbvVersion?: string
        perPage?: number
        nextPageToken?: string
        eventType?: string | string[]
        GE_eventTime?: string | string[]
        LT_eventTime?: string | string[]
        GE_recordTime?: string | string[]
        LT_recordTime?: string | string[]
        EQ_action?: string | string[]
        EQ_bizStep?: string | string[]
        EQ_disposition?: string | string[]
        EQ_persistentDisposition_set?: string | string[]
        EQ_persistentDisposition_unset?: string | string[]
        EQ_bizLocation?: string | string[]
        EQ_transformationID?: string | string[]
        EQ_eventID?: string | string[]
        MATCH_epc?: string | string[]
        MATCH_parentID?: string | string[]
        MATCH_inputEPC?: string | string[]
        MATCH_outputEPC?: string | string[]
        MATCH_anyEPC?: string | string[]
        MATCH_epcClass?: string | string[]
        MATCH_inputEPCClass?: string | string[]
        MATCH_outputEPCClass?: string | string[]
        MATCH_anyEPCClass?: string | string[]
        EXISTS_errorDeclaration?: string | string[]
        GE_errorDeclaration_Time?: string | string[]
        LT_errorDeclaration_Time?: string | string[]
        EQ_errorReason?: string | string[]
        EQ_correctiveEventID?: string | string[]
        orderBy?: string | string[]
        orderDirection?: string | string[]
      }
      header?: {
        accept?: string
        'gs1-epcis-version'?: string
        'gs1-epcis-min'?: string
        'gs1-epcis-max'?: string
        'gs1-cbv-version'?: string
      }
      path: {
        readPoint: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        '@context': unknown[]
        type: 'EPCISQueryDocument'
        schemaVersion: string
        creationDate: string
        epcisBody: {
          queryResults: {
            queryName: string
            resultsBody: {
              eventList: {
                type: string
                eventID: string
              }[]
            }
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List every read point that occurs in EPCIS events */
  'traceability.read_point.list': {
    parameters: {
      query?: {
        accept?: string
        epcisVersion?: string
        epcisMin?: string
        epcisMax?: string
        cbvVersion?: string
      }
      header?: {
        accept?: string
        'gs1-epcis-version'?: string
        'gs1-epcis-min'?: string
        'gs1-epcis-max'?: string
        'gs1-cbv-version'?: string
      }
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        '@context': unknown[]
        type: 'Collection'
        member: string[]
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** The EPCIS events of a piece and of every lot in it, as one document */
  'traceability.serial.history': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        '@context': unknown[]
        type: 'EPCISDocument'
        schemaVersion: string
        creationDate: string
        epcisBody: {
          eventList: {
            type: string
            eventID: string
          }[]
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Say what an alert is: a fraud indeed, or nothing */
  'vigilance.alert.decide': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody: { content: { 'application/json': {
      state: 'confirmed' | 'dismissed'
      reason: string
    } } }
    responses: {
      200: { content: { 'application/json': {
        id: string
        state: 'confirmed' | 'dismissed'
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Export scan alerts as CSV or XLSX */
  'vigilance.alert.export': {
    parameters: {
      query?: {
        state?: 'open' | 'confirmed' | 'dismissed'
        detector?: 'impossible_travel' | 'burst' | 'many_places' | 'never_sold' | 'guessing'
        serialId?: string
        q?: string
        where?: string
        sort?: 'lastAt' | 'raisedAt' | '-lastAt' | '-raisedAt'
        format?: 'csv' | 'xlsx'
        columns?: string
        titles?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: never }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** Read an alert with everything it rests on */
  'vigilance.alert.get': {
    parameters: {
      query?: never
      header?: never
      path: {
        id: string
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        id: string
        detector: 'impossible_travel' | 'burst' | 'many_places' | 'never_sold' | 'guessing'
        state: 'open' | 'confirmed' | 'dismissed'
        score: number
        firstAt: string
        lastAt: string
        raisedAt: string
        sightings: number
        piece: {
          id: string
          serial: string
          state: 'reserved' | 'issued' | 'in_production' | 'in_stock' | 'sold' | 'claimed' | 'void' | 'scrapped' | 'quarantined' | 'recalled' | 'stolen'
          product: string
        } | null
        decided: {
          at: string
          by: string
          reason: string
        } | null
        evidence: {
          at: string
          score: number
          firstAt: string
          lastAt: string
          found: {
            scans: number
            clients: number
            countries: string[]
            hops?: {
              from: {
                at: string
                country: string | null
                lat: number
                lon: number
              }
              to: {
                at: string
                country: string | null
                lat: number
                lon: number
              }
              km: number
              kmPerHour: number
            }[]
            numbers?: number
            outcomes?: string[]
          }
        }[]
        actions: {
          decide: {
            allowed: boolean
            reason?: string
          }
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** List alerts about odd scans, the latest first */
  'vigilance.alert.list': {
    parameters: {
      query?: {
        limit?: number
        after?: string
        before?: string
        startAt?: string
        state?: 'open' | 'confirmed' | 'dismissed'
        detector?: 'impossible_travel' | 'burst' | 'many_places' | 'never_sold' | 'guessing'
        serialId?: string
        q?: string
        where?: string
        sort?: 'lastAt' | 'raisedAt' | '-lastAt' | '-raisedAt'
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        items: {
          id: string
          detector: 'impossible_travel' | 'burst' | 'many_places' | 'never_sold' | 'guessing'
          state: 'open' | 'confirmed' | 'dismissed'
          score: number
          firstAt: string
          lastAt: string
          raisedAt: string
          sightings: number
          piece: {
            id: string
            serial: string
            state: 'reserved' | 'issued' | 'in_production' | 'in_stock' | 'sold' | 'claimed' | 'void' | 'scrapped' | 'quarantined' | 'recalled' | 'stolen'
            product: string
          } | null
        }[]
        next: string | null
        previous: string | null
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
  /** How often, where and for what the public asks for serials */
  'vigilance.analytics.scans': {
    parameters: {
      query?: {
        from?: string
        to?: string
      }
      header?: never
      path?: never
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: { content: { 'application/json': {
        from: string
        to: string
        total: number
        days: {
          day: string
          scans: number
        }[]
        products: {
          sku: string
          name: string | null
          scans: number
        }[]
        countries: {
          country: string
          scans: number
        }[]
        devices: {
          device: string
          scans: number
        }[]
        alerts: {
          open: number
        }
      } } }
      default: { content: { 'application/problem+json': Problem } }
    }
  }
}

export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  code: string
  requestId: string
  errors?: {
    field: string
    code: string
    message: string
  }[]
  params?: Record<string, string | number>
}

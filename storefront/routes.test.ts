import { describe, expect, it } from 'vitest'
import { inLanguage, routes } from './routes.ts'

describe('addresses', () => {
  it('escape what comes from data', () => {
    expect(routes.product('a/b?c#d')).toBe('/shop/a%2Fb%3Fc%23d')
    expect(routes.verifySerial('MA01', 'กระเป๋า 1')).toBe(
      '/v/MA01/%E0%B8%81%E0%B8%A3%E0%B8%B0%E0%B9%80%E0%B8%9B%E0%B9%8B%E0%B8%B2%201',
    )
    expect(routes.order('1', 'a&b=c')).toBe('/orders/1?token=a%26b%3Dc')
  })

  it('leave out what is not asked for', () => {
    expect(routes.shop()).toBe('/shop')
    expect(routes.shop({ q: '', category: null })).toBe('/shop')
    expect(routes.shop({ q: 'saddle tote', category: 'bags' })).toBe('/shop?q=saddle+tote&category=bags')
  })

  it('keep their query when the language changes', () => {
    expect(inLanguage('/orders/1?token=a%26b', 'th')).toBe('/orders/1?token=a%26b&lang=th')
    expect(inLanguage('/shop?lang=th&q=x', 'en')).toBe('/shop?lang=en&q=x')
    expect(inLanguage('/cart', 'th')).toBe('/cart?lang=th')
  })
})

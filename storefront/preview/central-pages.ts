import { dayMoment } from '../dates.ts'
import { landingPage } from '../views/landing.ts'
import { signupDonePage, signupPage } from '../views/signup.ts'
import type { PreviewPage, Setting } from './setting.ts'

/** The pages of the platform itself. */
export function centralPages({ locale, pick, central }: Setting): readonly PreviewPage[] {
  const trial = { days: 30, plan: 'Pro' }
  const signup = {
    values: {
      name: '',
      slug: '',
      code: '',
      currency: 'THB',
      timeZone: 'Asia/Bangkok',
      ownerName: '',
      email: '',
    },
    errors: {},
    problem: null,
    currencies: [
      { value: 'THB', label: pick('Thai baht (THB)', 'บาทไทย (THB)') },
      { value: 'EUR', label: pick('Euro (EUR)', 'ยูโร (EUR)') },
      { value: 'JPY', label: pick('Japanese yen (JPY)', 'เยนญี่ปุ่น (JPY)') },
    ],
    timeZones: [
      { value: 'Asia/Bangkok', label: 'Asia/Bangkok (UTC+7)' },
      { value: 'Europe/Paris', label: 'Europe/Paris (UTC+1)' },
    ],
    hostSuffix: '.localhost:3000',
    passwordLengthMin: 12,
    trial,
  }
  const landing = {
    signUpOpen: true,
    trial,
    hostSuffix: '.localhost:3000',
    signIn: { slug: '', error: null },
  }
  const front: PreviewPage[] = [
    { name: 'landing', page: landingPage(landing, central) },
    {
      name: 'landing-closed',
      page: landingPage(
        {
          ...landing,
          signUpOpen: false,
          trial: null,
          signIn: {
            slug: 'maison',
            error: pick('There is no workshop of this name.', 'ไม่มีเวิร์กช็อปชื่อนี้'),
          },
        },
        central,
      ),
    },
    { name: 'signup', page: signupPage(signup, { ...central, path: '/signup' }) },
    {
      name: 'signup-errors',
      page: signupPage(
        {
          ...signup,
          trial: null,
          values: { ...signup.values, name: 'Maison Atelier', slug: 'maison-atelier', code: 'MA' },
          errors: {
            slug: pick('This address is taken. Try another one.', 'ที่อยู่นี้มีผู้ใช้แล้ว ลองชื่ออื่น'),
            password: pick('Use at least 12 characters.', 'ใช้อย่างน้อย 12 ตัวอักษร'),
          },
        },
        { ...central, path: '/signup' },
      ),
    },
    {
      name: 'signup-done',
      page: signupDonePage(
        {
          name: pick('Maison Atelier', 'เมซง อาเตลิเยร์'),
          code: 'MA01',
          email: 'anong@example.com',
          deskUrl: 'http://maison-atelier.localhost:3000/desk',
          shopUrl: 'http://maison-atelier.localhost:3000/shop',
          trial: { plan: 'Pro', until: dayMoment('2025-12-12', locale) },
        },
        { ...central, path: '/signup/done' },
      ),
    },
  ]
  return front
}

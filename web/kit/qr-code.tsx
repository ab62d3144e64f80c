import { useQuery } from '@tanstack/react-query'
import styles from './qr-code.module.css'

/** A QR code as one path, dark on light in both colour schemes: cameras do not read the opposite. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const modules = useQuery({
    queryKey: ['qr', text],
    queryFn: async () => (await import('qrcode')).create(text, { errorCorrectionLevel: 'M' }).modules,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (!modules.data) return <div className={styles.qr} />
  const { size, data } = modules.data
  const dots = Array.from({ length: size * size }, (_, at) => at)
    .filter((at) => data[at])
    .map((at) => `M${(at % size) + 4} ${Math.floor(at / size) + 4}h1v1h-1z`)
  return (
    <svg className={styles.qr} role="img" aria-label={label} viewBox={`0 0 ${size + 8} ${size + 8}`}>
      <path fill="#000" d={dots.join('')} />
    </svg>
  )
}

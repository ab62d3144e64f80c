import { IconPhoto } from '@tabler/icons-react'
import { useState } from 'react'
import styles from './product-picture.module.css'

/** A product's first picture, small; it only repeats the name beside it. */
export function ProductPicture(props: { id: string; large?: boolean }) {
  const [hasNone, setNone] = useState(false)
  return (
    <span className={styles.picture} data-large={props.large}>
      {hasNone ? (
        <IconPhoto size={props.large ? 20 : 14} stroke={1.25} aria-hidden />
      ) : (
        <img
          src={`/desk/pictures/${props.id}`}
          alt=""
          loading="lazy"
          decoding="async"
          onError={() => setNone(true)}
        />
      )}
    </span>
  )
}

/** A product by picture and name, for lists. */
export function ProductName(props: { id: string; name: string }) {
  return (
    <span className={styles.name}>
      <ProductPicture id={props.id} />
      <span>{props.name}</span>
    </span>
  )
}
